import type { Transaction } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { notFound, precondition } from "../kernel/errors";
import * as store from "./store";

export type Person = NonNullable<Awaited<ReturnType<typeof store.lockPerson>>>;

/**
 * The person a change is about, locked. Every change takes the admins first and the person second, so
 * that no two changes wait for each other.
 * @throws AppError `not_found`
 */
export async function lockForChange(
  tx: Transaction,
  personId: string,
): Promise<{ person: Person; activeAdmins: readonly string[] }> {
  const activeAdmins = await store.lockActiveAdmins(tx);
  const person = await store.lockPerson(tx, personId);
  if (!person) throw notFound("This person");
  return { person, activeAdmins };
}

/** @throws AppError `precondition_failed` when nobody else could administer the house afterwards */
export function assertAdminRemains(personId: string, activeAdmins: readonly string[]): void {
  if (activeAdmins.length === 1 && activeAdmins[0] === personId)
    throw precondition(
      "This is the last administrator who can sign in. Make somebody else an administrator first.",
    );
}

/** Whether a change is about the one who makes it. */
export const isOwn = (ctx: ServiceContext, personId: string): boolean =>
  ctx.actor.kind === "user" && ctx.actor.id === personId;
