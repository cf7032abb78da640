import { createHash } from "node:crypto";
import { DOMAIN_FLAGS } from "@/server/names/domain-flags";
import type { Houses } from "./houses";
import { type GeneratedName, nameOf } from "./names";
import { chooser, type Random } from "./random";

const DAY_MS = 86_400_000;

const lifecycles = chooser([
  ["active", 94],
  ["grace", 1.5],
  ["on_hold", 1.5],
  ["expired", 1],
  ["redemption", 0.8],
  ["transfer_in", 0.6],
  ["pending_delete", 0.5],
  ["unknown", 0.1],
]);

/** Registries without a transfer lock; together they hold some 15 % of the names. */
const LOCKLESS: ReadonlySet<string> = new Set(["de", "fr", "uk"]);
const locks = chooser([
  ["locked", 93.9],
  ["unlocked", 5.9],
  ["unknown", 0.2],
]);

const autoRenews = chooser([
  ["on", 89],
  ["off", 10],
  ["unknown", 1],
]);

const FLAGGED_SHARE = 0.02;
const flags = chooser([
  [DOMAIN_FLAGS.auto_renew_mismatch, 40],
  [DOMAIN_FLAGS.nameservers_changed, 20],
  [DOMAIN_FLAGS.arrived, 20],
  [DOMAIN_FLAGS.missing, 8],
  [DOMAIN_FLAGS.unlocked_elsewhere, 6],
  [DOMAIN_FLAGS.auto_renew_mismatch + DOMAIN_FLAGS.nameservers_changed, 3],
  [DOMAIN_FLAGS.disbelieved, 2],
  [DOMAIN_FLAGS.unknown_status, 0.5],
]);

/** From the commonest to the rarest: each next one is on two thirds as many names, the last on few. */
export const TAGS = [
  "brand",
  "parked",
  "campaign",
  "defensive",
  "shop",
  "mail",
  "legacy",
  "2026",
  "eu",
  "vip",
  "sale",
  "intranet",
  "staging",
  "press",
  "sponsor",
  "merger",
  "dispute",
  "escrow",
  "legal-hold",
  "do-not-touch",
] as const;
const TAGGED_SHARE = 0.3;
const tags = chooser(
  TAGS.map((tag, index) => [tag, (2 / 3) ** index * (index > 16 ? 0.1 : 1)] as const),
);

const nameservers = chooser([
  ["{ns1.hosting.example,ns2.hosting.example}", 60],
  ["{ns-101-a.gandi.net,ns-202-b.gandi.net,ns-303-c.gandi.net}", 30],
  ["{dns1.parking.example,dns2.parking.example}", 8],
  ["{}", 1],
  ["\\N", 1],
]);

const NO_DAY_SHARE = 0.05;
const SAME_DAY_SHARE = 0.01;
const SAME_DAY = 200;

/** Days until a name must be renewed; null for one without such a day. */
function daysLeft(lifecycle: string, random: Random): number | null {
  if (random.isOneIn(NO_DAY_SHARE)) return null;
  if (lifecycle === "expired") return -1 - random.whole(60);
  if (lifecycle === "grace" || lifecycle === "redemption") return 1 + random.whole(28);
  if (random.isOneIn(SAME_DAY_SHARE)) return SAME_DAY;
  return 1 + (random.isOneIn(0.1) ? random.whole(3_285) : random.whole(365));
}

export const DOMAIN_COLUMNS = [
  "id",
  "name",
  "name_unicode",
  "tld",
  "partner_id",
  "account_id",
  "registrar_ref",
  "lifecycle",
  "lifecycle_changes_at",
  "statuses",
  "registered_at",
  "expires_at",
  "renew_by",
  "auto_renew_wish",
  "auto_renew",
  "lock_state",
  "nameservers",
  "dnssec",
  "registrant",
  "flags",
  "tags",
  "is_critical",
] as const;

/** Makes a function that writes row after row of the table `domains` as text for COPY. */
export function domainRows(houses: Houses, random: Random, todayOn: string) {
  const whose = chooser(houses.partnerShares);
  const where = chooser(houses.accountShares);
  const today = Date.parse(`${todayOn}T00:00:00Z`);
  return (index: number): string => {
    const name = nameOf(index, random);
    const lifecycle = lifecycles(random);
    const days = daysLeft(lifecycle, random);
    const fields: Record<(typeof DOMAIN_COLUMNS)[number], string | null> = {
      id: random.uuid(),
      ...namesOf(name),
      partner_id: whose(random),
      account_id: where(random),
      lifecycle,
      ...datesOf(days, today, random),
      ...stateOf(name.tld, random),
      flags: random.isOneIn(FLAGGED_SHARE) ? String(flags(random)) : "0",
      tags: tagsOf(random),
      is_critical: random.isOneIn(0.005) ? "t" : "f",
    };
    return `${DOMAIN_COLUMNS.map((column) => fields[column] ?? "\\N").join("\t")}\n`;
  };
}

const namesOf = ({ name, nameUnicode, tld }: GeneratedName) => ({
  name,
  name_unicode: nameUnicode,
  tld,
  registrar_ref: createHash("md5").update(name).digest("hex"),
});

/** A change of phase that is due would be work for the cron; none is. */
function datesOf(days: number | null, today: number, random: Random) {
  const expiry = days === null ? null : new Date(today + days * DAY_MS + random.whole(DAY_MS));
  return {
    lifecycle_changes_at: days !== null && days > 0 ? (expiry?.toISOString() ?? null) : null,
    registered_at: new Date(today - random.whole(4_000) * DAY_MS).toISOString(),
    expires_at: expiry?.toISOString() ?? null,
    renew_by: expiry?.toISOString().slice(0, 10) ?? null,
  };
}

const stateOf = (tld: string, random: Random) => {
  const lock = LOCKLESS.has(tld) ? "unsupported" : locks(random);
  return {
    statuses: lock === "locked" ? "{clientTransferProhibited}" : "{}",
    auto_renew_wish: random.isOneIn(0.2) ? "t" : null,
    auto_renew: autoRenews(random),
    lock_state: lock,
    nameservers: nameservers(random),
    dnssec: random.isOneIn(0.3) ? "t" : "f",
    registrant: "Example Holding SRL",
  };
};

function tagsOf(random: Random): string {
  if (!random.isOneIn(TAGGED_SHARE)) return "{}";
  const [first, second] = [tags(random), tags(random)];
  return first === second || random.isOneIn(0.7) ? `{${first}}` : `{${first},${second}}`;
}
