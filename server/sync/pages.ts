import type { Result } from "../kernel/result";
import type { DomainPage, RegistrarFailure } from "../registrars/gateway";
import type { Session } from "./session";

/** No list has so many pages; one that does not end has. */
const MOST_PAGES = 50_000;
/** Pages without a single row, one after another, before the list is not believed to go on. */
const MOST_EMPTY = 3;
/** A list may grow while it is read, but not beyond twice what was announced. */
const GROWTH = 2;
const GROWTH_AT_LEAST = 1_000;

type Position = {
  readonly cursor: string | undefined;
  readonly pages: number;
  readonly rows: number;
};

/** Asks for one page after another, and notices a list that leads in circles. */
export class Pages {
  readonly #session: Session;
  readonly #seen = new Set<string>();
  #cursor: string | undefined;
  #pages: number;
  #rows: number;
  #empty = 0;
  #asked: Promise<Result<DomainPage, RegistrarFailure>> | null = null;

  constructor(session: Session, { cursor, pages, rows }: Position) {
    this.#session = session;
    this.#cursor = cursor;
    this.#pages = pages;
    this.#rows = rows;
    if (cursor !== undefined) this.#seen.add(cursor);
  }

  get isOver(): boolean {
    return this.#asked === null && this.#pages > 0 && this.#cursor === undefined;
  }

  /** Whether a page was asked for and not yet taken. */
  get isAsked(): boolean {
    return this.#asked !== null;
  }

  /** Asks for the next page now, so that it comes while the last one is written. */
  ask(): void {
    const { gateway, stopping } = this.#session;
    const { signal } = stopping;
    const cursor = this.#cursor;
    this.#asked ??= gateway.listDomains(cursor === undefined ? { signal } : { cursor, signal });
  }

  /** The page that was asked for; a failure also where the list cannot be believed to end. */
  async take(): Promise<Result<DomainPage, RegistrarFailure>> {
    this.ask();
    const answer = await this.#asked;
    this.#asked = null;
    if (!answer) throw new Error("no page was asked for");
    if (!answer.ok) return answer;
    const problem = this.#doubt(answer.value);
    if (problem)
      return { ok: false, error: { code: "malformed_answer", effect: "none", message: problem } };
    this.#cursor = answer.value.nextCursor;
    return answer;
  }

  #doubt({ domains, unreadable, total, nextCursor }: DomainPage): string | null {
    const rows = domains.length + unreadable.length;
    this.#pages += 1;
    this.#rows += rows;
    this.#empty = rows === 0 ? this.#empty + 1 : 0;
    if (nextCursor === undefined) return null;
    if (this.#seen.has(nextCursor)) return CIRCLE;
    this.#seen.add(nextCursor);
    if (this.#empty >= MOST_EMPTY || this.#pages >= MOST_PAGES) return ENDLESS;
    const most = total === undefined ? null : Math.max(GROWTH * total, total + GROWTH_AT_LEAST);
    return most !== null && this.#rows > most ? ENDLESS : null;
  }
}

const CIRCLE =
  "The registrar’s list leads back to a page that was read. What was read of it is kept.";
const ENDLESS =
  "The registrar’s list does not end where it said it would. What was read of it is kept.";
/** For a list whose pages change their addresses, and still bring only what was listed before. */
export const REPEATING =
  "The registrar’s list brings the same names over and over. What was read of it is kept.";
