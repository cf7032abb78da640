import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import { askedTogether } from "./asked-together";
import type { CallOutcome, ClosedEntry, Entry, Gate, Lane, Rate } from "./gate";
import { type PlaceStock, paceMeter, placeStock, slackOf } from "./place-stock";
import * as store from "./store";

/** A person waits at most this long for a turn; beyond it the answer is "later". */
const INTERACTIVE_HORIZON_MS = 10_000;
/** Background work takes a place only when nobody is further ahead than this. */
const BACKGROUND_HORIZON_MS = 200;
/** Good calls are told together with the next bad one, these many at most: only their share matters. */
const REMEMBERED_CALLS = 20;
const MINUTE_MS = 60_000;
/** Nobody is believed to need more patience at once; whoever does says so again. */
const LONGEST_PAUSE_SECONDS = 15 * 60;
/** How long those wait before they ask again who came together with the one that tries an open endpoint. */
const PROBE_MS = 1_000;

export type GateOptions = store.Place & {
  readonly rate: Rate;
  /** Whose rate it is: an account's own, or that of everybody who calls this address. */
  readonly rateKey: string;
  readonly lane: Lane;
};

/**
 * The gate of one endpoint of one account, kept in the database, so that three processes together send
 * no more than one may, and all of them stop when one has seen the endpoint fail.
 *
 * Calls that come together ask together. Where the rate is high, background calls take places ahead of
 * need, as many as the next moment will use; those not used in time are lost.
 */
export function sharedGate(db: Database, options: GateOptions): Gate {
  const { accountId, endpoint, lane, rate, rateKey } = options;
  const stock = placeStock();
  const tell = teller(db, { accountId, endpoint });
  const ask = turnsFrom(db, options, stock);
  const enter = async (signal?: AbortSignal): Promise<Entry> => {
    const turn = await ask();
    const refusal = closedFor(lane, turn);
    if (refusal) return refusal;
    await reached(turn.atMs, signal);
    if (turn.verdict === "wait") return enter(signal);
    const done = async (outcome: CallOutcome, what: string, pauseSeconds = 0) => {
      // Others may be failing too: from now on nobody goes on what was allowed before.
      if (outcome === "bad" || pauseSeconds > 0) stock.clear();
      await tell(outcome, what, turn.probe);
      const forMs = 1000 * Math.min(pauseSeconds, LONGEST_PAUSE_SECONDS);
      if (forMs > 0) await store.pause(db, outboundKey(rateKey), forMs + allowanceMsOf(rate));
    };
    return { isOpen: true, done };
  };
  const closedNow = async () => {
    const forMs = await store.openForMs(db, { accountId, endpoint });
    return forMs === null ? null : closed("breaker", forMs);
  };
  return { enter, closedNow };
}

const closed = (reason: ClosedEntry["reason"], forMs: number): ClosedEntry => ({
  isOpen: false,
  reason,
  retryAfterSeconds: Math.max(1, Math.ceil(forMs / 1000)),
});

const outboundKey = (rateKey: string) => `outbound|${rateKey}`;

/** How far the burst lets calls run ahead of the rate, with every place of it. */
const allowanceMsOf = ({ burst, requestsPerMinute }: Rate) =>
  (burst - 1) * (MINUTE_MS / requestsPerMinute);

/** What one caller was told: go or ask again at that time of performance.now(), or not before it. */
type Turn = Pick<store.Admission, "verdict" | "probe"> & { readonly atMs: number };

function turnsFrom(
  db: Database,
  { accountId, endpoint, rate, rateKey, lane }: GateOptions,
  stock: PlaceStock,
): () => Promise<Turn> {
  const intervalMs = MINUTE_MS / rate.requestsPerMinute;
  const slack = slackOf(rate, intervalMs);
  const burst = rate.burst - slack;
  const horizonMs = lane === "interactive" ? INTERACTIVE_HORIZON_MS : BACKGROUND_HORIZON_MS;
  const asking = {
    ...{ accountId, endpoint, intervalMs, burst, horizonMs },
    rateKey: outboundKey(rateKey),
  };
  const patience = { allowanceMs: (burst - 1) * intervalMs, graceMs: slack * intervalMs };
  const pace = paceMeter();
  const ask = askedTogether(async (waiting) => {
    const askedAtMs = performance.now();
    const ahead = lane === "background" ? Math.min(slack, pace.ahead(askedAtMs)) : 0;
    const told = await store.admit(db, { ...asking, wanted: Math.max(waiting, ahead) });
    const fromMs = performance.now() + told.firstMs;
    const count = told.places;
    stock.keep({ count, fromMs, askedAtMs, intervalMs, ...patience }, waiting);
    return (index): Turn => {
      const atMs = fromMs + index * intervalMs;
      if (told.verdict !== "go") return { ...told, atMs: fromMs };
      if (index < count) return { verdict: "go", probe: told.probe, atMs };
      // A probe is alone; otherwise what is missing comes up when the horizon has moved on.
      return told.probe
        ? { verdict: "open", probe: null, atMs: performance.now() + PROBE_MS }
        : { verdict: "wait", probe: null, atMs: fromMs + count * intervalMs - horizonMs };
    };
  });
  return async () => {
    const atMs = stock.take(performance.now());
    const turn = atMs === null ? await ask() : { verdict: "go" as const, probe: null, atMs };
    if (turn.verdict === "go") pace.taken();
    return turn;
  };
}

const reached = async (atMs: number, signal: AbortSignal | undefined): Promise<void> => {
  const waitMs = atMs - performance.now();
  if (waitMs > 0) await sleep(Math.ceil(waitMs), undefined, signal ? { signal } : {});
};

/** Nobody waits for a breaker, and a person not for a queue that is longer than their patience. */
function closedFor(lane: Lane, { verdict, atMs }: Turn): ClosedEntry | null {
  if (verdict === "go" || (verdict === "wait" && lane === "background")) return null;
  return closed(verdict === "open" ? "breaker" : "rate", atMs - performance.now());
}

/** Tells bad calls and probes at once, and with them how many good ones came before. */
function teller(db: Database, place: store.Place) {
  let untold = 0;
  return async (outcome: CallOutcome, what: string, probe: string | null): Promise<void> => {
    if (outcome === "good" && !probe) {
      untold = Math.min(untold + 1, REMEMBERED_CALLS);
      return;
    }
    const isBad = outcome === "bad";
    const good = isBad ? untold : 1;
    untold = 0;
    await store.report(db, { ...place, good, bad: isBad ? 1 : 0, probe, what });
  };
}
