/** A record as it stands in a file. `fault`: it cannot be read, and this is why. */
export type RawRecord = {
  /** The line it begins on, counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly fault: "" | "quote" | "too_long";
};

/** A record may go over so many lines, and have so many signs; what is longer is no record any more. */
const MOST_LINES = 100;
const MOST_SIGNS = 64 * 1024;
/** Of a record that cannot be read, enough to recognise it. */
const KEPT_SIGNS = 200;

/** Whether a line that begins in quotes (or not) ends in quotes. A quote opens only where a cell begins. */
function endsQuoted(line: string, beginsQuoted: boolean, delimiter: string): boolean {
  let isQuoted = beginsQuoted;
  for (let at = line.indexOf('"'); at !== -1; at = line.indexOf('"', at + 1)) {
    if (!isQuoted) isQuoted = at === 0 || line[at - 1] === delimiter;
    else if (line[at + 1] === '"') at += 1;
    else isQuoted = false;
  }
  return isQuoted;
}

/**
 * Takes the text of a CSV file apart into records, piece by piece, and keeps count of lines. Lines may
 * end in LF, CRLF or CR. A quote that is opened and not closed costs the one line it stands on: the
 * reading goes on with the next.
 */
export class RecordSplitter {
  private rest = "";
  private line = 0;
  private overlong = false;
  /** Lines of a record whose quotes are still open. */
  private open: string[] = [];
  private openSigns = 0;
  private isQuoted = false;
  private readonly ends = /\r\n|\n|\r/g;

  /** @param delimiter unknown until the head was read: without one every line is a record */
  constructor(public delimiter: string | null = null) {}

  /** Records that are complete with this piece of text. */
  *push(text: string): Generator<RawRecord> {
    yield* this.lines(this.rest + text, false);
  }

  /** Records that the end of the file completes. */
  *end(): Generator<RawRecord> {
    yield* this.lines(this.rest, true);
    while (this.open.length > 0) yield* this.giveUpFirst();
  }

  private *lines(text: string, isEnd: boolean): Generator<RawRecord> {
    let start = 0;
    this.ends.lastIndex = 0;
    for (let match = this.ends.exec(text); match; match = this.ends.exec(text)) {
      const isCut = match[0] === "\r" && match.index === text.length - 1 && !isEnd;
      if (isCut) break;
      yield* this.whole(text.slice(start, match.index));
      start = match.index + match[0].length;
    }
    this.rest = text.slice(start);
    if (isEnd && this.rest !== "") {
      yield* this.whole(this.rest);
      this.rest = "";
    } else if (this.rest.length > 2 * MOST_SIGNS) {
      // Nothing of it will be kept but its beginning, so the rest need not wait in memory.
      this.overlong = true;
      this.rest = this.rest.slice(0, MOST_SIGNS + 1) + (this.rest.endsWith("\r") ? "\r" : "");
    }
  }

  private *whole(line: string): Generator<RawRecord> {
    this.line += 1;
    const isOverlong = this.overlong || line.length > MOST_SIGNS;
    this.overlong = false;
    yield* this.take(isOverlong ? line.slice(0, MOST_SIGNS + 1) : line);
  }

  private *take(line: string): Generator<RawRecord> {
    if (line.length > MOST_SIGNS) {
      while (this.open.length > 0) yield* this.giveUpFirst();
      yield { line: this.line, text: line.slice(0, KEPT_SIGNS), fault: "too_long" };
      return;
    }
    this.open.push(line);
    this.openSigns += line.length + 1;
    const { delimiter } = this;
    this.isQuoted = delimiter !== null && endsQuoted(line, this.isQuoted, delimiter);
    yield* this.settle();
  }

  /** Hands out the record whose lines stand open, once its quotes are closed. */
  private *settle(): Generator<RawRecord> {
    const lines = this.open;
    if (this.isQuoted) {
      if (lines.length >= MOST_LINES || this.openSigns > MOST_SIGNS) yield* this.giveUpFirst();
      return;
    }
    const text = lines.join("\n");
    const first = this.line - lines.length + 1;
    this.forget();
    if (text.trim() !== "") yield { line: first, text, fault: "" };
  }

  /** Gives up the line that opened a quote, and reads the lines behind it anew. */
  private *giveUpFirst(): Generator<RawRecord> {
    const [first = "", ...others] = this.open;
    this.forget();
    this.line -= others.length;
    yield { line: this.line, text: first.slice(0, KEPT_SIGNS), fault: "quote" };
    for (const line of others) {
      this.line += 1;
      yield* this.take(line);
    }
  }

  private forget(): void {
    this.open = [];
    this.openSigns = 0;
    this.isQuoted = false;
  }
}
