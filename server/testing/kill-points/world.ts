import { type ChildProcess, fork } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Sql } from "postgres";
import { inTenant } from "@/db/client";
import { domains } from "@/db/schema/domains";
import { operations, planRows, plans } from "@/db/schema/operations";
import { houseContext } from "../../auth/caller";
import { environment } from "../../kernel/env";
import { iso } from "../../kernel/instant";
import { seal } from "../../kernel/seal";
import { DomainName } from "../../names/domain-name";
import { secretsPlace } from "../../operations/secrets-place";
import { workOperations } from "../../operations/work-operations";
import { applyPlan } from "../../plans/apply-plan";
import { fingerprintOf } from "../../plans/draft-plan";
import { factsOf } from "../../plans/facts/store";
import { DIRECT } from "../../registrars/open-gateway";
import type { RunningSimulator } from "../../simulator/simulator";
import type { TestDatabase } from "../postgres";
import { openCredential, simulatedRegistrars } from "../simulated";
import { ANSWERS, type FaultCase, type KillPoint, type PaidKind } from "./cases";
import { postGate } from "./post-gate";

export type World = {
  readonly database: TestDatabase;
  readonly simulator: RunningSimulator;
  readonly accountId: string;
  /** Sees what every connection waits for. */
  readonly admin: Sql;
  /** Names that can be renewed, each used once. */
  readonly renewable: { id: string; name: string; expiresAt: string; fingerprint: string }[];
};

export type FaultResult = FaultCase & {
  readonly name: string;
  /** Paid requests that reached the registrar. */
  readonly sent: number;
  /** Whether the registrar did it. */
  readonly isDone: boolean;
  readonly state: string;
  readonly linesOfSending: number;
};

const OWNER = {
  kind: "person",
  givenName: "Ada",
  familyName: "Kerr",
  email: "ada@kerr.example",
  phone: "+44.2079460000",
  street: "1 Quay Street",
  city: "London",
  postalCode: "E1 6AN",
  countryCode: "GB",
} as const;

const house = <T>({ database }: World, body: Parameters<typeof inTenant<T>>[2]) =>
  inTenant(database.db, "*", body);

/** More than any of them costs: what is agreed to is the most that is paid. */
const AGREED_MINOR = 99_999;
const ACTION: Readonly<Record<PaidKind, string>> = {
  register: "register",
  renew: "renew",
  transfer_in: "transfer",
};

type Prepared = { readonly planId: string; readonly hash: string; readonly name: string };

/** A plan of one name, ready to start, as the screens make them. */
async function prepare(world: World, kind: PaidKind): Promise<Prepared> {
  const planId = randomUUID();
  const hash = createHash("sha256").update(planId).digest("hex");
  const held = kind === "renew" ? world.renewable.pop() : undefined;
  if (kind === "renew" && !held) throw new Error("no more names to renew");
  const free = `sim-${kind === "register" ? "free" : "taken"}-${planId.slice(0, 13)}.com`;
  const name = held?.name ?? free;
  const secrets = {
    contacts: { registrant: OWNER },
    ...(kind === "transfer_in" ? { authCode: "right-code" } : {}),
  };
  await house(world, async (tx) => {
    await tx.insert(plans).values({
      id: planId,
      kind,
      intentKey: hash,
      requestHash: hash,
      change: { kind },
      selection: {},
      names: 1,
      hash,
      requestedByKind: "job",
      requestedById: "test",
      requestedByName: "test",
      requestId: planId,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    await tx.insert(planRows).values({
      planId,
      position: 0,
      domainId: held?.id ?? null,
      accountId: world.accountId,
      name,
      before: held ? { expiresAt: held.expiresAt } : {},
      after: held
        ? { years: 1 }
        : { params: { periodYears: 1, ...(kind === "register" ? { nameservers: [] } : {}) } },
      verdict: "change",
      costMinor: AGREED_MINOR,
      currency: "EUR",
      fingerprint: held?.fingerprint ?? "",
      secrets: held
        ? null
        : seal(
            environment().credentialKeys.byVersion,
            JSON.stringify(secrets),
            secretsPlace(planId, 0),
          ),
    });
  });
  return { planId, hash, name };
}

const HAS_ANSWER = new Set<KillPoint>(["K5", "K6", "K7"]);
const EVENTS = { K1: "intent", K2: "dispatch", K5: "answer" } as const;

async function arrange(
  world: World,
  one: FaultCase,
  { name }: Prepared,
  pid: number,
): Promise<void> {
  const match = { method: "POST", domain: name };
  if (one.point === "K4") {
    const action = {
      kind: "kill",
      pid,
      at: "request_complete",
      processed: one.isProcessed,
    } as const;
    await world.simulator.script.add({ match, action });
  }
  if (HAS_ANSWER.has(one.point))
    await world.simulator.script.add({ match, action: ANSWERS[one.answer](one.isProcessed) });
  const event = one.point in EVENTS ? EVENTS[one.point as keyof typeof EVENTS] : null;
  if (event)
    await house(world, (tx) =>
      tx.execute(sql`insert into kill_points (name, event) values (${name}, ${event})`),
    );
}

/** Whether the instant has come at which the process is to die. */
async function isThere(world: World, { point }: FaultCase, { name }: Prepared): Promise<boolean> {
  const [row] = await world.admin<{ rests: boolean; answered: boolean; looked: boolean }[]>`
    select exists (select 1 from pg_stat_activity
        where application_name = ${`rests|${name}`} and wait_event = 'PgSleep') as rests,
      exists (select 1 from operations where name = ${name}
        and (accepted_at is not null or state not in ('pending', 'submitted'))) as answered,
      exists (select 1 from operations where name = ${name}
        and (checks > 0 or finished_at is not null)) as looked`;
  if (point === "K6") return row?.answered ?? false;
  return (point === "K7" ? row?.looked : row?.rests) ?? false;
}

const LOOKED_EVERY_MS = 10;
const PATIENCE_MS = 30_000;

async function killThere(
  world: World,
  one: FaultCase,
  prepared: Prepared,
  child: ChildProcess,
): Promise<void> {
  const exited = once(child, "exit");
  const isOthers = one.point === "K3" || one.point === "K4";
  const deadline = Date.now() + PATIENCE_MS;
  while (!isOthers && child.exitCode === null && !(await isThere(world, one, prepared))) {
    if (Date.now() > deadline) throw new Error(`${one.point} of ${one.kind} was never reached`);
    await sleep(LOOKED_EVERY_MS);
  }
  if (!isOthers) child.kill("SIGKILL");
  const [, signal] = await exited;
  if (signal !== "SIGKILL") throw new Error(`it ended by itself before ${one.point}`);
}

/** Lets the time pass that leases last, and waits for connections of the dead to end. */
async function passTime(world: World, { name }: Prepared): Promise<void> {
  for (;;) {
    const [row] = await world.admin<{ rests: number }[]>`
      select count(*)::int as rests from pg_stat_activity
      where application_name = ${`rests|${name}`} and state <> 'idle'`;
    if (!row || row.rests === 0) break;
    await sleep(LOOKED_EVERY_MS * 5);
  }
  await house(world, (tx) =>
    tx
      .update(operations)
      .set({
        leaseUntil: sql`least(lease_until, now() - interval '1 second')`,
        nextAttemptAt: sql`now()`,
      })
      .where(sql`name = ${name} and finished_at is null`),
  );
}

/** A process that will pay, started ahead of its turn. Its way to the registrar may be stopped before the first byte. */
export type Payer = {
  readonly child: ChildProcess;
  readonly ready: Promise<unknown>;
  readonly gate: Awaited<ReturnType<typeof postGate>>;
};

export async function startPayer({ database, simulator }: World, one: FaultCase): Promise<Payer> {
  const holder: { child?: ChildProcess } = {};
  const gate = await postGate(simulator.url, () => holder.child?.kill("SIGKILL"));
  const child = fork("server/testing/kill-points/process.ts", {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      PAY_DATABASE_URL: database.urls.app,
      PAY_SIMULATOR_URL: one.point === "K3" ? gate.url : simulator.url,
    },
  });
  holder.child = child;
  return { child, gate, ready: once(child, "message") };
}

/** Kills the process that pays at one point, and finds out by two ticks what became of it. */
export async function runCase(
  world: World,
  one: FaultCase,
  { child, gate, ready }: Payer,
): Promise<FaultResult> {
  const prepared = await prepare(world, one.kind);
  if (one.kind === "register") await askOnce(world, prepared);
  await ready;
  await arrange(world, one, prepared, child.pid ?? 0);
  child.send({ id: prepared.planId, hash: prepared.hash });
  await killThere(world, one, prepared, child);
  gate.close();
  await house(world, (tx) =>
    tx.execute(sql`delete from kill_points where name = ${prepared.name}`),
  );
  return reconcile(world, one, prepared);
}

/** Some registries answer only the second time; that is not what these cases are about. */
async function askOnce({ simulator, accountId }: World, { name }: Prepared): Promise<void> {
  const gateway = simulatedRegistrars(simulator.url).open({
    ...DIRECT,
    id: accountId,
    registrar: "gandi",
    endpoint: "simulator",
    credential: openCredential("sim-pat-northwind-main"),
  });
  if (gateway.ok) await gateway.value.checkAvailability(DomainName.parse(name));
}

async function reconcile(world: World, one: FaultCase, prepared: Prepared): Promise<FaultResult> {
  const { database, simulator } = world;
  const registrars = simulatedRegistrars(simulator.url, { paidMs: 800, readMs: 5_000 });
  const worker = { ...houseContext("worker", {}, database.db), registrars };
  const start = { id: prepared.planId, hash: prepared.hash };
  // Whoever clicks again, or calls again with the same key, starts nothing twice.
  for (let again = 0; again < 3; again += 1) await applyPlan(worker, start);
  for (let tick = 0; tick < 2; tick += 1) {
    await passTime(world, prepared);
    await workOperations(worker, Date.now() + 20_000);
  }
  const ledger = (await simulator.script.ledger()).filter(
    ({ domain, action }) => domain === prepared.name && action === ACTION[one.kind],
  );
  const [operation] = await house(world, (tx) =>
    tx
      .select({ state: operations.state, id: operations.id })
      .from(operations)
      .where(sql`name = ${prepared.name}`),
  );
  const [lines] = await house(world, (tx) =>
    tx.execute<{ sent: number }>(
      sql`select count(*)::int as sent from audit_entries where object_id = ${operation?.id ?? ""} and action = 'operation.sent'`,
    ),
  );
  return {
    ...one,
    name: prepared.name,
    sent: ledger.length,
    isDone: ledger.some(({ outcome }) => outcome === "accepted"),
    state: operation?.state ?? "none",
    linesOfSending: lines?.sent ?? 0,
  };
}

/** Names of the account that can be renewed. */
export async function renewableNames(world: Omit<World, "renewable">): Promise<World["renewable"]> {
  return inTenant(world.database.db, "*", async (tx) => {
    const rows = await tx
      .select({ id: domains.id })
      .from(domains)
      .where(
        sql`lifecycle = 'active' and tld in ('com', 'net', 'org') and statuses = '{clientTransferProhibited}'
          and expires_at between now() + interval '5 days' and now() + interval '3 years'`,
      )
      .orderBy(domains.name);
    const facts = await factsOf(
      tx,
      rows.map(({ id }) => id),
    );
    return facts.map((one) => ({
      id: one.id,
      name: one.name,
      expiresAt: iso(one.expiresAt ?? ""),
      fingerprint: fingerprintOf(one, "renew"),
    }));
  });
}
