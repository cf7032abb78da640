import type { AccountDto } from "@/server/accounts/schemas";

/** What an account may be used for, in words. */
export const USES = [
  {
    value: "read",
    label: "Reading only",
    help: "Nothing is ever changed at the registrar.",
  },
  {
    value: "change",
    label: "Changes that cost nothing",
    help: "Nameservers, locks, auto-renew and contacts. The key is tested first unless a test passed within the last 24 hours.",
  },
  {
    value: "pay",
    label: "Changes and purchases",
    help: "Registrations, renewals and transfers as well: they cost money.",
  },
] as const;

export type Use = (typeof USES)[number]["value"];

export const chosenUse = ({ mode, paidCallsAt }: AccountDto): Use => {
  if (mode === "read_only") return "read";
  return paidCallsAt ? "pay" : "change";
};

const WORDS: Readonly<Record<Use, string>> = {
  read: "Reading only",
  change: "Free changes",
  pay: "All changes",
};

/** The same in two words, for a list. */
export const wordOfUse = (account: AccountDto): string => WORDS[chosenUse(account)];
