import postgres from "postgres";
import { type Arena, LARGE } from "../arena";
import { Caller, quantile } from "../load";
import { SECRETS } from "../product";
import { type Figure, figures } from "../result";

const line = figures("B15");
const CALLS = 200;

/** A call of the cron when nothing is due. */
export async function b15(arena: Arena): Promise<Figure[]> {
  const [{ origin }, field] = [await arena.product(LARGE), await arena.field(LARGE)];
  const admin = postgres(field.adminUrl, { max: 1, onnotice: () => undefined });
  const caller = new Caller(origin);
  const call = () =>
    caller.get("/api/cron/sync", "POST", { authorization: `Bearer ${SECRETS.CRON_SECRET}` });
  try {
    await admin`create extension if not exists pg_stat_statements`;
    for (let turn = 0; turn < 10; turn += 1) await call();
    const statements = await counted(admin, call);
    const times: number[] = [];
    for (let turn = 0; turn < CALLS; turn += 1) times.push((await call()).ms);
    const floor: number[] = [];
    for (let turn = 0; turn < CALLS; turn += 1) floor.push((await caller.get("/healthz")).ms);
    return [
      line({
        what: "cron call with nothing due: p50; floor GET /healthz",
        ours: quantile(times, 0.5),
        unit: "ms",
        floor: quantile(floor, 0.5),
        atMost: 6,
      }),
      line({
        what: "its statements, begin and commit not counted",
        ours: statements,
        unit: "",
        atMost: 6,
      }),
    ];
  } finally {
    await Promise.all([caller.close(), admin.end()]);
  }
}

async function counted(admin: postgres.Sql, call: () => Promise<unknown>): Promise<number> {
  await admin`select pg_stat_statements_reset()`;
  await call();
  const [row] = await admin<[{ statements: number }]>`
    select coalesce(sum(calls), 0)::int as statements from pg_stat_statements
    where toplevel and dbid = (select oid from pg_database where datname = current_database())
      and userid <> (select oid from pg_roles where rolname = current_user)
      and query !~* '^(begin|commit|rollback)'`;
  return row.statements;
}
