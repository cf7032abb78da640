import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { environment } from "@/server/kernel/env";
import { seal } from "@/server/kernel/seal";
import { credentialPlace } from "@/server/runtime";
import type { Field } from "./ground";
import { type Crew, type Worker, withCrew } from "./wire/crew";

const ACCOUNT = "Northwind Hosting";
/** Names the account has from the start. */
const BORN_WITH = 154;
export const TOKEN = "sim-pat-northwind-main";

/** An account whose names were read once, beside the field's own, with one process for us and one for floors. */
export type SyncGround = Crew & {
  readonly admin: postgres.Sql;
  readonly accountId: string;
  /** How many names it holds. */
  readonly names: number;
  readonly ours: Worker;
  readonly plain: Worker;
};

/** Lends `body` an account of so many names, read once, and leaves the field as it was found. */
export async function withSyncedNames<T>(
  field: Field,
  count: number,
  body: (ground: SyncGround) => Promise<T>,
): Promise<T> {
  const admin = postgres(field.adminUrl, { max: 2, onnotice: () => undefined });
  try {
    await forget(admin);
    const accountId = await addAccount(admin);
    return await withCrew(field, 2, async (crew) => {
      const [ours, plain] = crew.workers;
      if (!ours || !plain) throw new Error("There are no workers.");
      await crew.simulator.generate({ account: ACCOUNT, count: count - BORN_WITH });
      await ours.do("readList", { accountId });
      const names = await namesIn(admin, accountId);
      if (names !== count) throw new Error(`${names} names were read, not ${count}.`);
      await admin`vacuum (analyze) domains, domain_sync, domain_observations, domain_facets`;
      return await body({ ...crew, admin, accountId, names, ours, plain });
    });
  } finally {
    await forget(admin);
    await admin.end();
  }
}

async function addAccount(admin: postgres.Sql): Promise<string> {
  const id = randomUUID();
  const { byVersion } = environment().credentialKeys;
  const credential = seal(byVersion, JSON.stringify({ token: TOKEN }), credentialPlace(id));
  await admin`
    insert into registrar_accounts (id, name, registrar, endpoint, credential, credential_hint)
    values (${id}, ${`sync ${id}`}, 'gandi', 'simulator', ${credential}, 'none')`;
  return id;
}

const namesIn = async (admin: postgres.Sql, accountId: string): Promise<number> => {
  const [row] = await admin<[{ names: number }]>`
    select count(*)::int as names from domains where account_id = ${accountId}`;
  return row.names;
};

/** The least that a list which tells nothing new could write: one narrow row of each name, in one statement. */
export async function touchMs({ admin, accountId }: SyncGround): Promise<number> {
  const startedAt = performance.now();
  await admin`update domain_sync set listed_at = now(), listed_run_id = ${randomUUID()} where account_id = ${accountId}`;
  return performance.now() - startedAt;
}

/** Takes away the account, its names, its runs, and what the log holds of them. */
async function forget(admin: postgres.Sql): Promise<void> {
  const ours = admin`select id from registrar_accounts where name like 'sync %'`;
  await admin`delete from audit_entries where run_id in (select id from sync_runs where account_id in (${ours}))`;
  await admin`delete from sync_runs where account_id in (${ours})`;
  await admin`delete from domains where account_id in (${ours})`;
  await admin`delete from registrar_accounts where name like 'sync %'`;
}
