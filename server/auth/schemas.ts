import { z } from "zod";

/** Where a person is signed in. Instants are ISO 8601 in UTC. */
export const SessionDto = z.object({
  id: z.uuid(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  address: z.string().nullable(),
  agent: z.string().nullable(),
  isCurrent: z.boolean(),
});
export type SessionDto = z.infer<typeof SessionDto>;

/** An address as it is stored: trimmed and in lower case. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "An e-mail address has at most 254 characters.")
  .pipe(z.email("Enter an e-mail address, such as name@example.com."));

/** Long rather than complicated: NIST SP 800-63B §3.1.1.2. */
export const NewPassword = z
  .string()
  .min(12, "Use at least 12 characters; a few words are easier to remember than signs.")
  .max(256, "Use at most 256 characters.");

export const SignInInput = z.strictObject({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().min(1).max(256),
});
export type SignInInput = z.input<typeof SignInInput>;

export const StepUpInput = z.strictObject({
  password: z.string().min(1, "Enter your password.").max(256),
});
export type StepUpInput = z.input<typeof StepUpInput>;

export const EndSessionInput = z.strictObject({ sessionId: z.uuid() });

export const ChangePasswordInput = z.strictObject({
  current: z.string().min(1, "Enter your current password.").max(256),
  next: NewPassword,
});

export const SetUpInput = z.strictObject({
  token: z.string().trim().min(1, "Enter the set-up token printed in the log.").max(200),
  name: z.string().trim().min(1, "Enter your name.").max(200),
  email: Email,
  password: NewPassword,
});
