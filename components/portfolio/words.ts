import type { DomainFlag } from "@/server/names/domain-flags";
import type { FlagTone } from "../ui/flag";

/** Reasons to look at a name, in two to four words. */
export const FLAG_WORDS: Readonly<
  Record<DomainFlag, { readonly word: string; readonly tone: FlagTone }>
> = {
  auto_renew_mismatch: { word: "Auto-renew differs", tone: "warn" },
  nameservers_changed: { word: "Nameservers changed", tone: "info" },
  missing: { word: "Not in account", tone: "bad" },
  disbelieved: { word: "Conflict", tone: "warn" },
  unknown_status: { word: "Unknown status", tone: "info" },
  arrived: { word: "New here", tone: "info" },
  unlocked_elsewhere: { word: "Unlocked elsewhere", tone: "warn" },
  unread: { word: "Cannot be read", tone: "warn" },
  above_ceiling: { word: "Above its ceiling", tone: "warn" },
};

/** The days a name may be due within, as a filter offers them; -1 is overdue. */
export const DAY_WORDS: Readonly<Record<string, string>> = {
  "-1": "Overdue",
  "7": "next 7 days",
  "30": "next 30 days",
  "60": "next 60 days",
  "90": "next 90 days",
};
