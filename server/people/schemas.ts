import { z } from "zod";
import { ROLES } from "../auth/roles";
import { Email } from "../auth/schemas";

const Name = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(200, "A name has at most 200 characters.");

/** A person who may sign in, as administrators see them. Instants are ISO 8601 in UTC. */
export const PersonDto = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  partner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  disabledAt: z.iso.datetime().nullable(),
  lastSignedInAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  /** Browsers that are signed in now. */
  openSessions: z.int(),
  /** The one who asks: their own role and state are not theirs to change. */
  isYou: z.boolean(),
});
export type PersonDto = z.infer<typeof PersonDto>;

/** Who is signed in. */
export const MeDto = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  partnerId: z.uuid().nullable(),
});
export type MeDto = z.infer<typeof MeDto>;

/** A password that is told once, to be handed on. */
export const NewSecretDto = z.object({
  personId: z.uuid(),
  email: z.string(),
  password: z.string(),
});
export type NewSecretDto = z.infer<typeof NewSecretDto>;

const standing = {
  name: Name,
  role: z.enum(ROLES, "Choose a role."),
  partnerId: z.uuid("Choose a partner.").nullable(),
};

/** Only a customer belongs to a partner, and every customer to one. */
const assertPartnerFitsRole = (
  { role, partnerId }: { role: string; partnerId: string | null },
  context: z.core.$RefinementCtx,
) => {
  if ((role === "customer") === (partnerId !== null)) return;
  const message =
    role === "customer"
      ? "Choose the partner this customer belongs to."
      : "Staff and administrators belong to no partner.";
  context.issues.push({ code: "custom", message, path: ["partnerId"], input: partnerId });
};

export const AddPersonInput = z
  .strictObject({ ...standing, email: Email })
  .superRefine(assertPartnerFitsRole);
export type AddPersonInput = z.input<typeof AddPersonInput>;

export const ChangePersonInput = z
  .strictObject({ ...standing, personId: z.uuid() })
  .superRefine(assertPartnerFitsRole);
export type ChangePersonInput = z.input<typeof ChangePersonInput>;

export const PersonInput = z.strictObject({ personId: z.uuid() });
export type PersonInput = z.input<typeof PersonInput>;
