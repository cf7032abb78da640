import { z } from "zod";

/** One tenant, with what belongs to it. Instants are ISO 8601 in UTC. */
export const PartnerDto = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
  names: z.int(),
  /** Those who can sign in. */
  people: z.int(),
});
export type PartnerDto = z.infer<typeof PartnerDto>;

/** Somebody of a partner, as far as staff need to know them. */
export const PartnerPersonDto = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  lastSignedInAt: z.iso.datetime().nullable(),
  disabledAt: z.iso.datetime().nullable(),
});
export type PartnerPersonDto = z.infer<typeof PartnerPersonDto>;

export const PartnerDetailDto = PartnerDto.extend({ members: z.array(PartnerPersonDto) });
export type PartnerDetailDto = z.infer<typeof PartnerDetailDto>;

const Name = z
  .string()
  .trim()
  .max(120, "A name has at most 120 characters.")
  .refine((name) => /[\p{L}\p{N}]/u.test(name), "Enter a name with at least one letter or digit.");

export const AddPartnerInput = z.strictObject({ name: Name });
export type AddPartnerInput = z.input<typeof AddPartnerInput>;

export const RenamePartnerInput = z.strictObject({ partnerId: z.uuid(), name: Name });
export type RenamePartnerInput = z.input<typeof RenamePartnerInput>;

export const PartnerInput = z.strictObject({ partnerId: z.uuid() });
export type PartnerInput = z.input<typeof PartnerInput>;
