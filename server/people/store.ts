import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { partners } from "@/db/schema/partners";
import { sessions, users } from "@/db/schema/people";
import { IDLE_MINUTES } from "../auth/store";
import { iso } from "../kernel/instant";
import type { PersonDto } from "./schemas";

type UserRow = typeof users.$inferSelect;
type Standing = Pick<UserRow, "name" | "role" | "partnerId">;

const openSessions = sql<number>`(
  select count(*)::int from ${sessions}
  where ${sessions.userId} = ${users.id} and ${sessions.revokedAt} is null
    and ${sessions.expiresAt} > now()
    and ${sessions.lastSeenAt} > now() - make_interval(mins => ${IDLE_MINUTES})
)`;

/** Everyone who may sign in, or the people of one partner; by name. */
export async function listPeople(
  tx: Transaction,
  { askedBy, partnerId }: { askedBy: string; partnerId?: string },
): Promise<PersonDto[]> {
  const rows = await tx
    .select({ user: users, partnerName: partners.name, openSessions })
    .from(users)
    .leftJoin(partners, eq(partners.id, users.partnerId))
    .where(partnerId ? eq(users.partnerId, partnerId) : undefined)
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id));
  return rows.map(({ user, partnerName, openSessions }) => ({
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    partner: user.partnerId ? { id: user.partnerId, name: partnerName ?? "" } : null,
    disabledAt: iso(user.disabledAt),
    lastSignedInAt: iso(user.lastSignedInAt),
    createdAt: iso(user.createdAt),
    openSessions,
    isYou: user.id === askedBy,
  }));
}

/** One person, locked until the transaction ends; undefined when there is none. */
export async function lockPerson(tx: Transaction, id: string): Promise<UserRow | undefined> {
  const [user] = await tx.select().from(users).where(eq(users.id, id)).for("update");
  return user;
}

/**
 * The admins who may sign in. All of them stay locked until the transaction ends, in the order of
 * their ids: whoever takes two admins away at the same time does so one after the other.
 */
export async function lockActiveAdmins(tx: Transaction): Promise<string[]> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, "admin"), isNull(users.disabledAt)))
    .orderBy(asc(users.id))
    .for("update");
  return rows.map(({ id }) => id);
}

/** @returns the new person's id, or null when the address is taken */
export async function insertPerson(
  tx: Transaction,
  person: Standing & { email: string; passwordHash: string },
): Promise<string | null> {
  const [row] = await tx
    .insert(users)
    .values(person)
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  return row?.id ?? null;
}

/** Saves role, partner and name of a person; open sessions have it with their next request. */
export async function updateStanding(
  tx: Transaction,
  id: string,
  standing: Standing,
): Promise<void> {
  await tx.update(users).set(standing).where(eq(users.id, id));
}

/** Locks a person out, or lets them in again. */
export async function setDisabled(tx: Transaction, id: string, isDisabled: boolean): Promise<void> {
  await tx
    .update(users)
    .set({ disabledAt: isDisabled ? sql`now()` : null })
    .where(eq(users.id, id));
}
