import { z } from "zod";

/** What a rule may be about. Unlocking is apart from locking: it opens a door. */
export const RULE_CHANGES = [
  "register",
  "renew",
  "transfer_in",
  "nameserver_update",
  "unlock",
  "lock",
  "auto_renew_update",
  "whois_update",
  "contact_update",
  "import",
] as const;
export type RuleChange = (typeof RULE_CHANGES)[number];

export const REQUESTERS = ["anyone", "customers", "house"] as const;
export type Requester = (typeof REQUESTERS)[number];

/** `peer`: somebody else of the same partner. `nobody`: plans that fit need no approval at all. */
export const APPROVERS = ["house", "admin", "peer", "nobody"] as const;
export type Approver = (typeof APPROVERS)[number];

/** Who agrees, within a sentence. */
export const APPROVER_WORDS: Readonly<Record<Approver, string>> = {
  house: "somebody of the house",
  admin: "an administrator",
  peer: "somebody else of the same organisation, or an administrator",
  nobody: "nobody",
};

/** One rule as its list shows it. */
export const ApprovalRuleDto = z.object({
  id: z.uuid(),
  position: z.int(),
  name: z.string(),
  changes: z.array(z.enum(RULE_CHANGES)),
  requester: z.enum(REQUESTERS),
  partner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  fromSum: z.object({ minor: z.int(), currency: z.string() }).nullable(),
  fromNames: z.int().nullable(),
  tags: z.array(z.string()),
  onlyCritical: z.boolean(),
  approver: z.enum(APPROVERS),
  isActive: z.boolean(),
  /** The rule as a sentence: what a plan it holds back keeps of it. */
  words: z.string(),
});
export type ApprovalRuleDto = z.infer<typeof ApprovalRuleDto>;

export const SaveApprovalRuleInput = z.strictObject({
  /** Left out: a new rule, read after all others. */
  id: z.uuid().optional(),
  name: z.string().trim().min(1, "Enter a name.").max(80, "At most 80 characters."),
  changes: z.array(z.enum(RULE_CHANGES)).max(RULE_CHANGES.length).default([]),
  requester: z.enum(REQUESTERS, "Choose who asks.").default("anyone"),
  partnerId: z.uuid().nullable().default(null),
  /** Decimals in major units. */
  fromSum: z
    .strictObject({ amount: z.string().max(20), currency: z.string().max(3) })
    .nullable()
    .default(null),
  fromNames: z
    .int("Give a whole number.")
    .min(1, "At least one name.")
    .max(1_000_000)
    .nullable()
    .default(null),
  tags: z.array(z.string().trim().min(1).max(40)).max(20, "At most twenty tags.").default([]),
  onlyCritical: z.boolean().default(false),
  approver: z.enum(APPROVERS, "Choose who agrees."),
  isActive: z.boolean().default(true),
});
export type SaveApprovalRuleInput = z.input<typeof SaveApprovalRuleInput>;

export const RemoveApprovalRuleInput = z.strictObject({ id: z.uuid() });
export type RemoveApprovalRuleInput = z.input<typeof RemoveApprovalRuleInput>;

export const OrderApprovalRulesInput = z.strictObject({
  /** Every rule, in the order they are to be read. */
  ids: z.array(z.uuid()).max(200),
});
export type OrderApprovalRulesInput = z.input<typeof OrderApprovalRulesInput>;

/** The rule a plan was held back by, as it stood then. */
export const FrozenRule = z.object({
  id: z.uuid(),
  name: z.string(),
  words: z.string(),
  approver: z.enum(APPROVERS),
});
export type FrozenRule = z.infer<typeof FrozenRule>;
