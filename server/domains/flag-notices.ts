import { iso } from "../kernel/instant";
import type { DomainFlag } from "../names/domain-flags";
import type { FlagNotice } from "./schemas";
import type { Explanation } from "./store";

/** The field whose change raises a flag; flags without one are told by an action of their own. */
const FIELD: Partial<Record<DomainFlag, readonly string[]>> = {
  auto_renew_mismatch: ["autoRenewWish", "autoRenew"],
  nameservers_changed: ["nameservers"],
  unknown_status: ["unknownStatuses"],
  unlocked_elsewhere: ["lockState"],
};

const ACTION: Partial<Record<DomainFlag, string>> = {
  missing: "domain.missing",
  unread: "domain.unread",
  disbelieved: "domain.disbelieved",
};

const touches = (entry: Explanation, fields: readonly string[]) =>
  fields.find((field) => entry.after && field in entry.after);

function noticeOf(
  flag: DomainFlag,
  entries: readonly Explanation[],
  createdAt: string,
): FlagNotice {
  const blank = { flag, before: null, after: null };
  if (flag === "arrived") return { ...blank, since: createdAt };
  const action = ACTION[flag];
  const byAction = action ? entries.find((entry) => entry.action === action) : undefined;
  if (action) return { ...blank, since: byAction ? iso(byAction.at) : null };
  const fields = FIELD[flag] ?? [];
  const entry = entries.find((candidate) => touches(candidate, fields));
  const field = entry && touches(entry, fields);
  if (!entry || !field) return { ...blank, since: null };
  return {
    flag,
    since: iso(entry.at),
    before: entry.before?.[field] ?? null,
    after: entry.after?.[field] ?? null,
  };
}

/** Why each flag stands, told by the domain's own log. @param entries newest first */
export const flagNotices = (
  flags: readonly DomainFlag[],
  entries: readonly Explanation[],
  createdAt: string,
): FlagNotice[] => flags.map((flag) => noticeOf(flag, entries, createdAt));
