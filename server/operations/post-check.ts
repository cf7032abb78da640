import { z } from "zod";
import { read } from "../kernel/transact";
import { plusYears } from "../names/plus-years";
import type { RegistrarDomain } from "../registrars/gateway";
import { firm } from "../tlds/rule";
import { ruleOf } from "../tlds/rules";
import { hostSet } from "./evidence";
import { plannedOf } from "./queue/store";
import type { Work } from "./work";

/** One thing compared after a name has come, as it was and as it is. */
export type PostCheck = {
  readonly field: "nameservers" | "dnssec" | "lock" | "autoRenew" | "expiry";
  /** unknown: one of the two sides was not told, so nothing is concluded. */
  readonly state: "same" | "differs" | "unknown";
  readonly before: unknown;
  readonly after: unknown;
};

/** What a name had when its transfer was planned; null: not known. */
const Planned = z.object({
  before: z.object({
    snapshot: z.object({
      nameservers: z.array(z.string()).nullable(),
      dnssec: z.boolean().nullable(),
      autoRenew: z.boolean().nullable(),
      expiresAt: z.string().nullable(),
    }),
  }),
  after: z.object({
    years: z.int(),
    /** What was ordered: nameservers that were given with it are what there should be. */
    params: z.object({ nameservers: z.array(z.string()).optional() }).optional(),
  }),
});
type Planned = z.infer<typeof Planned>;

/**
 * What a transfer has left as it was and what not: the name as the new registrar tells it, held against what was noted
 * when it was planned. Of other kinds, and of what was not planned here, there is nothing to compare.
 */
export async function postCheckOf(
  { ctx, one, intent }: Work,
  told: RegistrarDomain,
): Promise<{ readonly postCheck?: readonly PostCheck[] }> {
  if (intent.kind !== "transfer_in") return {};
  const row = await read(ctx, (tx) => plannedOf(tx, one));
  const planned = Planned.safeParse(row);
  return planned.success ? { postCheck: compare(planned.data, told) } : {};
}

/** Pure: the comparison itself. */
export function compare(planned: Planned, told: RegistrarDomain): readonly PostCheck[] {
  const { snapshot } = planned.before;
  const hasLock = firm(ruleOf(told.name)?.rule.transferLock) !== false && told.canLock !== false;
  return [
    line<readonly string[]>(
      "nameservers",
      planned.after.params?.nameservers ?? snapshot.nameservers,
      told.nameservers ?? null,
      (before, after) => hostSet(before) === hostSet(after),
    ),
    line("dnssec", snapshot.dnssec, told.dnssec ?? null),
    // A name that has come is to be locked, whatever it was on its way.
    ...(hasLock ? [line("lock", true, told.transferLocked ?? null)] : []),
    line("autoRenew", snapshot.autoRenew, told.autoRenew ?? null),
    line(
      "expiry",
      snapshot.expiresAt && plusYears(snapshot.expiresAt, planned.after.years).toISOString(),
      told.expiresAt ?? null,
      (wanted, after) => Date.parse(after) - Date.parse(wanted) > -2 * DAY_MS,
    ),
  ];
}

const DAY_MS = 86_400_000;

function line<T>(
  field: PostCheck["field"],
  before: T | null,
  after: T | null,
  isSame: (before: T, after: T) => boolean = Object.is,
): PostCheck {
  if (before === null || after === null) return { field, state: "unknown", before, after };
  return { field, state: isSame(before, after) ? "same" : "differs", before, after };
}
