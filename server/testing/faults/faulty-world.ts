import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { sealCredential } from "../../accounts/credential";
import type { RegistrarKind } from "../../registrars/gateway";
import { DIRECT, type OpenableAccount } from "../../registrars/open-gateway";
import { BULK, REGULAR } from "../../simulator/dynadot/accounts";
import { NORTHWIND as RESELLER } from "../../simulator/logicboxes/accounts";
import { NORTHWIND as RO_REGISTRAR } from "../../simulator/rotld/accounts";
import { type RunningSimulator, startSimulator } from "../../simulator/simulator";
import { TOKENS } from "../../simulator/world/accounts";
import { installOn } from "../installed";
import { type TestDatabase, testDatabase } from "../postgres";
import { Caller } from "./callers";
import { FaultyProxy } from "./faulty-proxy";

/** An account at each simulated registrar, and a name it holds. */
const HELD: Readonly<
  Record<RegistrarKind, { name: string; currency: string; credential: Record<string, string> }>
> = {
  gandi: { name: "kestrel-optics.org", currency: "EUR", credential: { token: TOKENS.main } },
  rotld: {
    name: "brutaria-soarelui.ro",
    currency: "EUR",
    credential: { registrarId: RO_REGISTRAR.id, password: RO_REGISTRAR.password ?? "" },
  },
  dynadot: {
    name: "northfleet-couriers.com",
    currency: "USD",
    credential: { key: BULK.key, secret: BULK.secret, level: "bulk" },
  },
  resellerclub: {
    name: "brightmeadow.com",
    currency: "USD",
    credential: {
      userId: RESELLER.userId,
      apiKey: RESELLER.key,
      customerId: RESELLER.customerId,
    },
  },
};

export type Holding = {
  readonly account: OpenableAccount;
  readonly name: string;
  readonly currency: string;
};

/** A simulator behind a faulty proxy, and three processes on one database that call it. */
export type FaultyWorld = {
  readonly database: TestDatabase;
  readonly simulator: RunningSimulator;
  readonly proxy: FaultyProxy;
  readonly callers: [Caller, Caller, Caller];
  /** Kills one of the processes and starts another in its place. */
  readonly restart: (at: 0 | 1 | 2) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function faultyWorld(): Promise<FaultyWorld> {
  const [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  const proxy = await FaultyProxy.before(simulator.url);
  installOn(database, { SIMULATOR_URL: proxy.url });
  const callers = await Promise.all([Caller.start(), Caller.start(), Caller.start()]);
  const restart = async (at: 0 | 1 | 2) => {
    await callers[at].kill();
    callers[at] = await Caller.start();
  };
  const close = async () => {
    await Promise.all(callers.map((caller) => caller.kill()));
    await proxy.close();
    await simulator.close();
    await database.drop();
  };
  return { database, simulator, proxy, callers, restart, close };
}

/** Heals everything, and forgets what was ordered and how long anybody was to wait. For each test anew. */
export async function healed({ database, simulator, proxy }: FaultyWorld): Promise<void> {
  await proxy.go("carry");
  await simulator.script.reset();
  await simulator.script.settings({ requestsPerMinute: 100_000 });
  await database.db.execute(sql`delete from rate_limits`);
}

/** An account nobody has called with yet, which may do everything, and a name of it. */
export function newHolding(registrar: RegistrarKind): Holding {
  const { name, currency, credential } = HELD[registrar];
  const id = randomUUID();
  const account: OpenableAccount = {
    ...DIRECT,
    id,
    registrar,
    endpoint: "simulator",
    credential: sealCredential(id, credential),
    mode: "full",
    paidCallsAt: "2026-01-01T00:00:00Z",
  };
  return { account, name, currency };
}

/** A holding at Dynadot that may have one call under way. */
export function regularHolding(): Holding {
  const holding = newHolding("dynadot");
  const credential = sealCredential(holding.account.id, {
    key: REGULAR.key,
    secret: REGULAR.secret,
  });
  return { ...holding, name: "larkspurprints.com", account: { ...holding.account, credential } };
}

type Breaker = { state: string; open_seconds: number; left_seconds: number | null };

/** The breaker of an account as the database has it now; undefined when nothing ever failed. */
export async function breakerOf(
  { database }: FaultyWorld,
  { account }: Holding,
): Promise<Breaker | undefined> {
  const [row] = await database.db.execute<Breaker>(sql`
    select state, open_seconds, extract(epoch from opened_until - clock_timestamp())::float8 as left_seconds
    from circuit_breakers where account_id = ${account.id}::uuid`);
  return row;
}

/** Lets the time run out for which the breaker is open, and that of a probe. */
export async function endOpenTime({ database }: FaultyWorld, { account }: Holding): Promise<void> {
  await database.db.execute(sql`
    update circuit_breakers set opened_until = clock_timestamp(), probe_until = clock_timestamp()
    where account_id = ${account.id}::uuid`);
}
