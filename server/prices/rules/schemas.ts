import { z } from "zod";
import { Ending, money } from "../schemas";

const Recipient = z.email("This is not an e-mail address.").max(254);

export const PriceRuleDto = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Null: the organisation's setting, which `holdsPercent` tells. */
  thresholdPercent: z.string().nullable(),
  holdsPercent: z.string(),
  thresholdAmount: z.string(),
  needsBoth: z.boolean(),
  tlds: z.array(z.string()),
  /** The same, as people write them. */
  tldsUnicode: z.array(z.string()),
  tags: z.array(z.string()),
  recipients: z.array(z.string()),
  delivery: z.enum(["immediate", "digest"]),
  isEnabled: z.boolean(),
  version: z.int(),
});
export type PriceRuleDto = z.infer<typeof PriceRuleDto>;

export const PriceRulesDto = z.object({
  rules: z.array(PriceRuleDto),
  /** Whether a mail server is set; without one mail waits. */
  canMail: z.boolean(),
  mail: z.object({ pending: z.int(), doubtful: z.int(), failed: z.int() }),
  ceilings: z.array(money.extend({ tag: z.string() })),
});
export type PriceRulesDto = z.infer<typeof PriceRulesDto>;

export const SavePriceRuleInput = z.strictObject({
  /** Left out: a new rule. */
  id: z.uuid().optional(),
  /** The version that was looked at; another one was changed meanwhile. */
  version: z.int().optional(),
  name: z.string().trim().min(1, "Give the rule a name.").max(60, "At most 60 signs."),
  thresholdPercent: z
    .string()
    .trim()
    .regex(/^\d{1,4}(?:\.\d{1,2})?$/, "Give a percentage such as 10 or 7.5.")
    .nullable(),
  thresholdAmount: z
    .string()
    .trim()
    .regex(/^\d{1,7}(?:\.\d{1,4})?$/, "Give an amount such as 1 or 0.50."),
  needsBoth: z.boolean(),
  tlds: z.array(Ending).max(200),
  tags: z.array(z.string().trim().toLowerCase().min(1).max(60)).max(50),
  recipients: z.array(Recipient).max(50, "At most 50 recipients."),
  delivery: z.enum(["immediate", "digest"]),
  isEnabled: z.boolean(),
});
export type SavePriceRuleInput = z.input<typeof SavePriceRuleInput>;

export const PriceRuleRef = z.strictObject({ id: z.uuid() });
export type PriceRuleRef = z.input<typeof PriceRuleRef>;
