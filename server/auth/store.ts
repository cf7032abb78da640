import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { again, type Database, type Transaction } from "@/db/client";
import { installation, sessions, users } from "@/db/schema/people";
import { notFound } from "../kernel/errors";
import type { KeyScope } from "./key-scopes";
import type { Role } from "./roles";
import type { SessionDto } from "./schemas";

/** Minutes without a request after which a session ends by itself. */
export const IDLE_MINUTES = 30;
/** Hours after which a session ends whatever happens. */
export const SESSION_HOURS = 12;

export type Caller = {
  readonly sessionId: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly partnerId: string | null;
};

type CallerRow = {
  session_id: string;
  user_id: string;
  email: string;
  name: string;
  role: Role;
  partner_id: string | null;
};

/** Who stands behind a session token now, or null when it is unknown, ended, idle, or its user disabled. */
export async function findCaller(db: Database, tokenHash: string): Promise<Caller | null> {
  const [row] = await again<CallerRow>(
    db,
    sql`select * from session_caller(${tokenHash}, ${IDLE_MINUTES})`,
  );
  if (!row) return null;
  const { session_id, user_id, email, name, role, partner_id } = row;
  return { sessionId: session_id, userId: user_id, email, name, role, partnerId: partner_id };
}

export type KeyCaller = Omit<Caller, "sessionId" | "email"> & {
  readonly keyId: string;
  readonly keyName: string;
  readonly scope: KeyScope;
};

type KeyRow = {
  key_id: string;
  key_name: string;
  scope: KeyScope;
  user_id: string;
  name: string;
  role: Role;
  partner_id: string | null;
};

/** Whom a key acts for now, or null when it is unknown, revoked, expired, or its person disabled. */
export async function findKeyCaller(db: Database, tokenHash: string): Promise<KeyCaller | null> {
  const [row] = await again<KeyRow>(db, sql`select * from key_caller(${tokenHash})`);
  if (!row) return null;
  const { key_id, key_name, scope, user_id, name, role, partner_id } = row;
  return {
    keyId: key_id,
    keyName: key_name,
    scope,
    userId: user_id,
    name,
    role,
    partnerId: partner_id,
  };
}

/** The person of an address, also a disabled one; undefined when there is none. */
export async function findUserByEmail(tx: Transaction, email: string) {
  const [user] = await tx.select().from(users).where(eq(users.email, email));
  return user;
}

/** @throws AppError `not_found` */
export async function findUser(tx: Transaction, id: string) {
  const [user] = await tx.select().from(users).where(eq(users.id, id));
  if (!user) throw notFound("This person");
  return user;
}

/** Whether anybody could ever sign in; until then the installation is set up. */
export async function hasUsers(tx: Transaction): Promise<boolean> {
  const [row] = await tx.select({ id: users.id }).from(users).limit(1);
  return row !== undefined;
}

/** Replaces a password; sessions that are open stay so. */
export async function setPassword(
  tx: Transaction,
  id: string,
  passwordHash: string,
): Promise<void> {
  await tx.update(users).set({ passwordHash }).where(eq(users.id, id));
}

type NewSession = {
  userId: string;
  tokenHash: string;
  address: string | null;
  agent: string | null;
};

/** Opens a session, which ends after twelve hours at the latest. @returns its id */
export async function insertSession(tx: Transaction, session: NewSession): Promise<string> {
  const [row] = await tx
    .insert(sessions)
    .values({ ...session, expiresAt: sql`now() + make_interval(hours => ${SESSION_HOURS})` })
    .returning({ id: sessions.id });
  if (!row) throw new Error("insert returned no row");
  await tx.update(users).set({ lastSignedInAt: sql`now()` }).where(eq(users.id, session.userId));
  return row.id;
}

/** Ends sessions that are still open, at once; answers how many. */
export async function revokeSessions(
  tx: Transaction,
  which: { userId: string; sessionId?: string; exceptId?: string },
): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(sessions.userId, which.userId),
        isNull(sessions.revokedAt),
        which.sessionId ? eq(sessions.id, which.sessionId) : undefined,
        which.exceptId ? sql`${sessions.id} <> ${which.exceptId}` : undefined,
      ),
    )
    .returning({ id: sessions.id });
  return ended.length;
}

/** The open sessions of one person, newest first. */
export async function listSessions(
  tx: Transaction,
  userId: string,
  currentId: string,
): Promise<SessionDto[]> {
  const rows = await tx
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
        sql`${sessions.expiresAt} > now()`,
        sql`${sessions.lastSeenAt} > now() - make_interval(mins => ${IDLE_MINUTES})`,
      ),
    )
    .orderBy(desc(sessions.createdAt));
  return rows.map((row) => ({
    id: row.id,
    createdAt: new Date(row.createdAt).toISOString(),
    lastSeenAt: new Date(row.lastSeenAt).toISOString(),
    address: row.address,
    agent: row.agent,
    isCurrent: row.id === currentId,
  }));
}

/** @returns the id of the new person */
export async function insertUser(
  tx: Transaction,
  user: Pick<typeof users.$inferInsert, "email" | "name" | "role" | "partnerId" | "passwordHash">,
): Promise<string> {
  const [row] = await tx.insert(users).values(user).returning({ id: users.id });
  if (!row) throw new Error("insert returned no row");
  return row.id;
}

/** Writes one fact about this installation, over any earlier value. */
export async function saveFact(tx: Transaction, key: string, value: unknown): Promise<void> {
  await tx
    .insert(installation)
    .values({ key, value })
    .onConflictDoUpdate({ target: installation.key, set: { value } });
}

/** Reads and removes one fact; of several callers one gets it. A rollback puts it back. */
export async function takeFact(tx: Transaction, key: string): Promise<unknown> {
  const [row] = await tx.delete(installation).where(eq(installation.key, key)).returning();
  return row?.value;
}

/** Whether somebody signed in, or gave the password again, within the last minutes. */
export async function isSteppedUp(
  tx: Transaction,
  sessionId: string,
  minutes: number,
): Promise<boolean> {
  const [row] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.id, sessionId),
        isNull(sessions.revokedAt),
        sql`greatest(${sessions.createdAt}, ${sessions.steppedUpAt}) > now() - make_interval(mins => ${minutes})`,
      ),
    );
  return row !== undefined;
}

/** Notes that whoever has this session has just shown who they are. */
export async function markSteppedUp(tx: Transaction, sessionId: string): Promise<void> {
  await tx.update(sessions).set({ steppedUpAt: sql`now()` }).where(eq(sessions.id, sessionId));
}
