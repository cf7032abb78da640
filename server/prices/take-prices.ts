import type { Transaction } from "@/db/client";
import type { AuditEntry } from "../audit/entry";
import { formatMoney } from "../names/money";
import * as ceilings from "./ceilings/store";
import * as history from "./history/store";
import type { Line } from "./lines";
import { differenceOf, type Move } from "./moves";
import { type Moved, raiseAlerts } from "./raise-alerts";

export type Told = {
  readonly place: history.Place;
  readonly account: string;
  readonly lines: readonly Line[];
  readonly source: "registrar" | "file" | "hand";
  readonly now: string;
  /** From when they hold, where that is not now. */
  readonly validFrom?: string;
  /** Of a name: it was like any other until now. Its ending's lines are what it cost before. */
  readonly becamePremium?: boolean;
  /** Nobody is told of moves: no name of ours depends on them. */
  readonly isSilent?: boolean;
};

export type Taken = {
  readonly first: number;
  readonly changed: number;
  readonly alerts: number;
  /** What the log is told; nothing where nothing moved. */
  readonly entries: readonly AuditEntry[];
};

const keyOf = ({ action, years }: { action: string; years: number }) => `${action}|${years}`;

/** The day something will hold from; null where it holds already. */
const effectiveOnOf = ({ validFrom, now }: Told): string | null =>
  validFrom !== undefined && validFrom > now ? validFrom.slice(0, 10) : null;

/**
 * Takes told prices over: writes what is new or moved, and raises the alerts that moves are worth. What was not told
 * stays as it is. The first price of a line is stored silently, unless the name just became premium.
 *
 * The caller holds the target, so that two readings of one place do not meet.
 */
export async function takePrices(tx: Transaction, told: Told): Promise<Taken> {
  const { place, source, now, lines } = told;
  if (lines.length === 0) return { first: 0, changed: 0, alerts: 0, entries: [] };
  const validFrom = told.validFrom ?? now;
  const known = await knownLines(tx, told, validFrom);
  const { first, moved } = differenceOf(known, lines);
  const how = { source, validFrom, toldAt: now };
  const toWrite = [...first, ...moved.map(({ to }) => to)];
  const written = await history.insertLines(tx, place, toWrite, how);
  const ids = new Map(written.map((row) => [keyOf(row), row.id]));
  const withIds = (pairs: readonly { from: Line | null; to: Line }[]): Moved[] =>
    pairs.map(({ from, to }) => ({
      from: from as history.Known | null,
      to,
      priceId: ids.get(keyOf(to)) ?? "",
    }));
  const news = told.becamePremium ? await overEnding(tx, told, toWrite) : moved;
  const alerts = await raiseAlerts(tx, {
    place,
    account: told.account,
    becamePremium: told.becamePremium ?? false,
    moved: told.isSilent ? [] : withIds(news),
    noticedAt: now,
    effectiveOn: effectiveOnOf(told),
  });
  if (toWrite.some(isRenewal) && (await ceilings.isAnySet(tx)))
    await ceilings.markAbove(tx, place, now);
  return { first: first.length, changed: moved.length, alerts, entries: entriesOf(told, moved) };
}

/** What ceilings are held against. */
const isRenewal = ({ action, years }: Line) => action === "renew" && years === 1;

/** What is known to hold from that day. A price that was announced for later is none yet. */
async function knownLines(tx: Transaction, { place, lines, now }: Told, validFrom: string) {
  const known = await history.linesAt(tx, place, validFrom > now ? validFrom : now);
  return known.filter((one) => lines.some((line) => keyOf(line) === keyOf(one)));
}

/** What a name that became premium cost before: what its ending costs. */
async function overEnding(
  tx: Transaction,
  { place, now }: Told,
  lines: readonly Line[],
): Promise<Move[]> {
  const ending = await history.linesAt(tx, { ...place, name: "" }, now);
  const before = new Map(ending.map((line) => [keyOf(line), line]));
  return lines.map((to) => ({ from: before.get(keyOf(to)) ?? null, to }) as Move);
}

function entriesOf({ place, account, source }: Told, moved: readonly Move[]): AuditEntry[] {
  if (moved.length === 0) return [];
  const told = (line: Line) => formatMoney(line.priceMinor, line.currency);
  const labelOf = ({ action, years }: Line) => (years === 1 ? action : `${action} ${years} years`);
  return [
    {
      action: source === "registrar" ? "price.moved" : "price.set",
      objectId: place.accountId,
      objectName: `${place.name || `.${place.tld}`} at ${account}`,
      partnerId: null,
      before: Object.fromEntries(moved.map(({ from }) => [labelOf(from), told(from)])),
      after: Object.fromEntries(moved.map(({ to }) => [labelOf(to), told(to)])),
    },
  ];
}
