import type { AuditEntryDto } from "@/server/audit/schemas";

/** What the log is about, as its filter calls it. */
export const KIND_WORDS: Readonly<Record<AuditEntryDto["object"]["kind"], string>> = {
  domain: "Names",
  operation: "Changes",
  plan: "Plans",
  contact: "Contacts",
  nameserver_set: "Nameserver sets",
  account: "Registrar accounts",
  partner: "Partners",
  user: "People",
  session: "Sign-ins",
  view: "Saved views",
  price: "Prices",
  ceiling: "Renewal ceilings",
  key: "API keys",
  settings: "Settings",
  audit: "The log itself",
  permission: "Denied attempts",
};
