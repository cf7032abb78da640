import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { environment } from "@/server/kernel/env";
import { seal } from "@/server/kernel/seal";
import { credentialPlace } from "@/server/runtime";
import { generatedDomains } from "@/server/simulator/world/generated";
import type { Field } from "./ground";
import { type Crew, withCrew } from "./wire/crew";

const ACCOUNT = "Northwind Hosting";
const TOKEN = "sim-pat-northwind-main";
/** Nobody's there: the plans of the benchmarks change all names. */
export const HOSTS = ["ns1.bench-dns.net", "ns2.bench-dns.org"] as const;

/** What its limiter lets through: as many as are sent to Gandi. */
export const CALLS_PER_MINUTE = 800;

export type PlanGround = Crew & {
  readonly admin: postgres.Sql;
  readonly accountId: string;
};

/**
 * Lends `body` an account of so many names beside the field's own, known at the simulated registrar as they are here,
 * and leaves the field as it was found.
 */
export async function withPlanNames<T>(
  field: Field,
  names: number,
  body: (ground: PlanGround) => Promise<T>,
): Promise<T> {
  const admin = postgres(field.adminUrl, { max: 2, onnotice: () => undefined });
  try {
    await forget(admin);
    const accountId = await addAccount(admin);
    await addNames(admin, accountId, names);
    await admin`vacuum (analyze) domains, operations, plan_rows, plans`;
    return await withCrew(field, 1, async (crew) => {
      await crew.simulator.generate({ account: ACCOUNT, count: names });
      await readOnce(admin, crew, accountId);
      await admin`vacuum (analyze) domains, domain_sync, domain_observations`;
      return await body({ ...crew, admin, accountId });
    });
  } finally {
    await forget(admin);
    await admin.end();
  }
}

/** As every name of an account is before it is changed: what its list tells is on record. The account's own names go again. */
async function readOnce(admin: postgres.Sql, { workers: [worker] }: Crew, accountId: string) {
  if (!worker) throw new Error("There is no worker.");
  const [before] = await admin<[{ at: string }]>`select clock_timestamp()::text as at`;
  await worker.do("readList", { accountId });
  await admin`delete from domains where account_id = ${accountId} and created_at > ${before.at}`;
}

/** Has nobody look at the names of a plan in the DNS: it need not wait for that before it starts. */
export const leaveOutDns = (admin: postgres.Sql, planId: string) => admin`
  update plan_rows set dns = null, dns_facts = null, dns_next_at = null where plan_id = ${planId}`;

async function addAccount(admin: postgres.Sql): Promise<string> {
  const id = randomUUID();
  const { byVersion } = environment().credentialKeys;
  const credential = seal(byVersion, JSON.stringify({ token: TOKEN }), credentialPlace(id));
  await admin`
    insert into registrar_accounts (id, name, registrar, endpoint, credential, credential_hint, mode, next_sync_at,
      calls_per_minute)
    values (${id}, ${`plans ${id}`}, 'gandi', 'simulator', ${credential}, 'none', 'full', '2100-01-01', ${CALLS_PER_MINUTE})`;
  return id;
}

/** The names the simulator is about to generate. */
async function addNames(admin: postgres.Sql, accountId: string, count: number): Promise<void> {
  const bornAt = new Date().toISOString();
  const made = generatedDomains({ organisationId: "bench", first: 0, count, bornAt });
  const rows = [...made].map(
    ({ fqdn, tld, status, expiresAt, createdAt, nameservers, canLock }) => ({
      ...{ fqdn, tld, expiresAt, createdAt },
      nameservers,
      statuses: status,
      lock: canLock ? "locked" : "unsupported",
    }),
  );
  await admin`
    insert into domains (name, name_unicode, tld, account_id, lifecycle, statuses, registered_at, expires_at, renew_by,
      auto_renew, lock_state, nameservers, dnssec)
    select r.fqdn, r.fqdn, r.tld, ${accountId}, 'active', r.statuses, r."createdAt", r."expiresAt", r."expiresAt"::date,
      'on', r.lock, r.nameservers, false
    from jsonb_to_recordset(${admin.json(rows)}::jsonb) as r(fqdn text, tld text, statuses text[], lock text,
      "createdAt" timestamptz, "expiresAt" timestamptz, nameservers text[])`;
}

/** Takes away what plans have left, and the names they were about. */
async function forget(admin: postgres.Sql): Promise<void> {
  const ours = admin`select id from registrar_accounts where name like 'plans %'`;
  await admin`delete from audit_entries where run_id in (select id from plans)`;
  await admin`delete from audit_entries where run_id in (select id from sync_runs where account_id in (${ours}))`;
  await admin`delete from operations`;
  await admin`delete from plans`;
  await admin`delete from sync_runs where account_id in (${ours})`;
  await admin`delete from domains where account_id in (${ours})`;
  await admin`delete from registrar_accounts where name like 'plans %'`;
}
