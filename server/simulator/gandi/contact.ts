import { z } from "zod";

const TYPE_WORDS = ["individual", "company", "association", "publicbody", "reseller"] as const;

/** A contact as this registrar wants it. */
export const ContactBody = z.looseObject({
  country: z.string().regex(/^[A-Z]{2}$/, "not an ISO 3166-1 alpha-2 code"),
  email: z.string().regex(/^[^@\s]+@[^@\s]+$/, "invalid e-mail address"),
  family: z.string().min(1),
  given: z.string().min(1),
  streetaddr: z.string().min(3),
  type: z.union([z.int().min(0).max(4), z.enum(TYPE_WORDS)]),
  state: z.string().min(4, "shorter than minimum length 4").optional(),
  phone: z
    .string()
    .regex(/^\+\d{1,3}\.\d{4,}$/, "invalid phone number")
    .optional(),
});

/** What may be changed in an owner without a change of owner. */
export const OwnerBody = z.strictObject({
  data_obfuscated: z.boolean().optional(),
  mail_obfuscated: z.boolean().optional(),
  extra_parameters: z.record(z.string(), z.unknown()).optional(),
});
