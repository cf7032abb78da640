import { z } from "zod";
import { KEY_SCOPES } from "../auth/key-scopes";

const MOST_DAYS = 366;

/** A key as its owner sees it; the key itself is shown once, when it is made. */
export const ApiKeyDto = z.object({
  id: z.uuid(),
  name: z.string(),
  hint: z.string(),
  scope: z.enum(KEY_SCOPES),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  isExpired: z.boolean(),
});
export type ApiKeyDto = z.infer<typeof ApiKeyDto>;

export const AddKeyInput = z.strictObject({
  name: z.string().trim().min(1, "Give the key a name.").max(60, "At most 60 signs."),
  scope: z.enum(KEY_SCOPES),
  days: z.int().min(1, "At least one day.").max(MOST_DAYS, "At most a year."),
});
export type AddKeyInput = z.input<typeof AddKeyInput>;

export const RevokeKeyInput = z.strictObject({ id: z.uuid() });
export type RevokeKeyInput = z.input<typeof RevokeKeyInput>;
