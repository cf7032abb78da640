import { z } from "zod";
import { IntentKey } from "../plans/schemas";

/** More names than these are registered in several plans: each is asked for twice while one waits. */
export const MOST_REGISTERED = 50;

const contact = (missing: string) => z.uuid(missing);

export const MakeRegistrationPlanInput = z.strictObject({
  key: IntentKey,
  /** As they were typed. Each is judged by itself, so that a bad one stops no other. */
  names: z
    .array(z.string().max(1024, "A name has at most 253 characters."))
    .min(1, "Enter at least one name.")
    .max(MOST_REGISTERED, `At most ${MOST_REGISTERED} names in one plan; make several.`),
  accountId: z.uuid("Choose an account."),
  years: z.int("Give whole years.").min(1, "At least one year.").max(10, "At most ten years."),
  contacts: z.strictObject({
    registrant: contact("Choose who the names are registered for."),
    admin: contact("Choose a contact.").optional(),
    tech: contact("Choose a contact.").optional(),
    billing: contact("Choose a contact.").optional(),
  }),
  /** None: what the registrar gives new names. */
  nameservers: z.array(z.string().max(300)).max(50).default([]),
  /** Whose the names will be; of a customer's always their own partner's. */
  partnerId: z.uuid().nullable().optional(),
  /** What a year costs by contract, where the registrar tells no prices: decimals in major units. */
  contractPrice: z
    .strictObject({ amount: z.string().max(20), currency: z.string().max(3) })
    .optional(),
});
export type MakeRegistrationPlanInput = z.input<typeof MakeRegistrationPlanInput>;

/** An account that names may be registered in, as its choice is shown. */
export const RegistrationAccountDto = z.object({
  id: z.uuid(),
  name: z.string(),
  registrar: z.string(),
  /** Whether it tells what a name costs; else the price of the contract is asked for. */
  tellsPrices: z.boolean(),
  /** Why nothing can be registered in it now; null when it can. */
  obstacle: z.string().nullable(),
});
export type RegistrationAccountDto = z.infer<typeof RegistrationAccountDto>;
