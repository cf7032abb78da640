import type { ApprovalRuleDto, RuleChange } from "@/server/approvals/schemas";

export const APPROVER_CHOICES = [
  {
    value: "house",
    label: "Somebody of the house",
    help: "Staff or an administrator, other than whoever asks.",
  },
  { value: "admin", label: "An administrator", help: "Other than whoever asks." },
  {
    value: "peer",
    label: "Somebody else of the same organisation",
    help: "Of the same partner, or of the house for its own plans; an administrator may stand in.",
  },
  {
    value: "nobody",
    label: "Nobody",
    help: "Plans that fit start at once: an exception to the rules below it.",
  },
] as const satisfies readonly {
  value: ApprovalRuleDto["approver"];
  label: string;
  help: string;
}[];

export const REQUESTER_CHOICES = [
  { value: "anyone", label: "Anyone" },
  { value: "customers", label: "Customers" },
  { value: "house", label: "The house" },
] as const satisfies readonly { value: ApprovalRuleDto["requester"]; label: string }[];

/** The kinds of change as boxes to tick. */
export const CHANGE_LABELS: Readonly<Record<RuleChange, string>> = {
  register: "Registrations",
  renew: "Renewals",
  transfer_in: "Transfers",
  nameserver_update: "Nameservers",
  unlock: "Unlocking",
  lock: "Locking",
  auto_renew_update: "Automatic renewal",
  whois_update: "WHOIS privacy",
  contact_update: "Contacts",
  import: "Names from a file",
};
