import { hash, verify } from "@node-rs/argon2";

/** RFC 9106 §4, second recommended option: 64 MiB, three passes, four lanes. */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 4 } as const;

/** Hashes a password with argon2id (the package's default), off the main thread. */
export const hashPassword = (password: string): Promise<string> => hash(password, COST);

let decoy: Promise<string> | undefined;

/**
 * Whether `password` fits `passwordHash`. Without a hash (no such user, or one who signs in elsewhere)
 * it works as long and says no, so that the answer's time tells nothing.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  decoy ??= hashPassword("no one's password");
  const isRight = await verify(passwordHash ?? (await decoy), password).catch(() => false);
  return isRight && passwordHash !== null;
}
