import { err, type Result } from "../kernel/result";
import type { DomainName } from "../names/domain-name";
import type { Answer, Availability, BulkAsking, RegistrarFailure } from "./gateway";

/** After one of these, asking further would bring the same answer, or a ban. */
const HOPELESS: ReadonlySet<string> = new Set([
  "auth_failed",
  "forbidden",
  "rate_limited",
  "blocked",
]);

const GIVEN_UP: RegistrarFailure = {
  code: "timeout",
  effect: "none",
  message: "The search was given up before this name was asked for.",
};

type Asking<P, T> = {
  /** How many calls may be under way. */
  readonly atOnce: number;
  /** Whose pieces wait for each other, such as those of one registry. Lines share `atOnce` evenly. */
  readonly lineOf: (piece: P) => string;
  readonly ask: (piece: P) => Answer<T>;
  /** Told of every piece once, as its answer comes. */
  readonly take: (piece: P, answer: Result<T, RegistrarFailure>) => void;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Asks for many pieces, a few at a time. A line that is slow delays its own pieces alone: whoever is free
 * asks for the line with the fewest calls under way, and among equals for the piece that came first.
 * After a refusal that would repeat itself nobody is asked any more, and the rest gets that refusal.
 */
export async function askMany<P, T>(pieces: readonly P[], asking: Asking<P, T>): Promise<void> {
  const { atOnce, ask, take, signal } = asking;
  const lines = linesOf(pieces, asking.lineOf);
  let stopper: RegistrarFailure | undefined;
  const worker = async () => {
    for (let line = nextLine(lines); line; line = nextLine(lines)) {
      const [, piece] = line.waiting[line.at++] as readonly [number, P];
      if (signal?.aborted) stopper ??= GIVEN_UP;
      line.underWay += 1;
      const answer = stopper ? err(stopper) : await ask(piece);
      line.underWay -= 1;
      if (!answer.ok && HOPELESS.has(answer.error.code)) stopper ??= answer.error;
      take(piece, answer);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, pieces.length) }, worker));
}

type Line<P> = {
  readonly waiting: (readonly [order: number, piece: P])[];
  at: number;
  underWay: number;
};

function linesOf<P>(pieces: readonly P[], lineOf: (piece: P) => string): readonly Line<P>[] {
  const lines = new Map<string, Line<P>>();
  for (const [order, piece] of pieces.entries()) {
    const key = lineOf(piece);
    const line = lines.get(key) ?? { waiting: [], at: 0, underWay: 0 };
    line.waiting.push([order, piece]);
    lines.set(key, line);
  }
  return [...lines.values()];
}

function nextLine<P>(lines: readonly Line<P>[]): Line<P> | null {
  let next: Line<P> | null = null;
  let order = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const first = line.waiting[line.at]?.[0];
    if (first === undefined) continue;
    const isFreer = !next || line.underWay < next.underWay;
    if (!isFreer && (line.underWay > (next?.underWay ?? 0) || first > order)) continue;
    next = line;
    order = first;
  }
  return next;
}

/** The registry a name belongs to. */
export const registryOf = (name: DomainName): string => name.slice(name.lastIndexOf(".") + 1);

/** What is known of a name that could not be asked for. */
export const unasked = (name: DomainName, { message }: RegistrarFailure): Availability => ({
  name,
  state: "unknown",
  evidence: message,
});

/** Asks for names one by one, where a registrar has no call for many. Answers come in the order asked. */
export async function checkEach(
  names: readonly DomainName[],
  how: { readonly atOnce: number; readonly check: (name: DomainName) => Answer<Availability> },
  { onAnswer, signal }: BulkAsking = {},
): Promise<readonly Availability[]> {
  const answers = new Map<number, Availability>();
  await askMany([...names.entries()], {
    atOnce: how.atOnce,
    lineOf: ([, name]) => registryOf(name),
    ask: ([, name]) => how.check(name),
    take: ([index, name], answer) => {
      const told = answer.ok ? answer.value : unasked(name, answer.error);
      answers.set(index, told);
      onAnswer?.(told);
    },
    signal,
  });
  return names.flatMap((_name, index) => answers.get(index) ?? []);
}
