import { z } from "zod";

/** Nameservers that go by a name; partner null: the house's own. */
export const NameserverSetDto = z.object({
  id: z.uuid(),
  name: z.string(),
  hosts: z.array(z.string()),
  partner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** The house's own that every partner may choose. */
  isShared: z.boolean(),
  changedAt: z.iso.datetime(),
});
export type NameserverSetDto = z.infer<typeof NameserverSetDto>;

export const NameserverSetsDto = z.array(NameserverSetDto);

const name = z
  .string()
  .trim()
  .min(1, "Give the set a name.")
  .max(60, "A name has at most 60 signs.")
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, "A name has no hidden signs.");
const hosts = z.array(z.string().max(300)).max(50);

export const AddNameserverSetInput = z.strictObject({
  name,
  hosts,
  /** Whose it is; left out or null: the house's, or for a customer their partner's. */
  partnerId: z.uuid().nullish(),
  /** Of the house's own: whether every partner may choose it. */
  isShared: z.boolean().optional(),
});
export type AddNameserverSetInput = z.input<typeof AddNameserverSetInput>;

export const ChangeNameserverSetInput = z.strictObject({
  setId: z.uuid(),
  name: name.optional(),
  hosts: hosts.optional(),
  isShared: z.boolean().optional(),
});
export type ChangeNameserverSetInput = z.input<typeof ChangeNameserverSetInput>;

export const NameserverSetRef = z.strictObject({ setId: z.uuid() });
export type NameserverSetRef = z.input<typeof NameserverSetRef>;
