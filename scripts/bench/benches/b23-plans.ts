import type postgres from "postgres";
import { type Arena, SMALL } from "../arena";
import { median, quantile } from "../load";
import {
  CALLS_PER_MINUTE,
  HOSTS,
  leaveOutDns,
  type PlanGround,
  withPlanNames,
} from "../plan-ground";
import { shareOfRate } from "../rate-share";
import { type Figure, figures } from "../result";
import type { Worker } from "../wire/crew";

const line = figures("B23");
const NAMES = 10_000;
/** What may come at once shrinks with the rate that is set for an account. */
const RATE = { perSecond: CALLS_PER_MINUTE / 60, burst: 13 } as const;
const FLOOR_TURNS = 100;

/** A plan of 10,000 names: computed, started, and worked on at the rate its registrar allows. */
export async function b23(arena: Arena): Promise<Figure[]> {
  const field = await arena.field(SMALL);
  return await withPlanNames(field, NAMES, async (ground) => {
    const [worker] = ground.workers;
    if (!worker) throw new Error("There is no worker.");
    const rounds: Round[] = [];
    for (let round = 0; round <= arena.rounds; round += 1) {
      const made = await planned(ground, worker);
      // The first warms both up.
      if (round > 0) rounds.push(made);
    }
    const last = rounds.at(-1);
    if (!last) throw new Error("B23: nothing was planned.");
    const worked = await worker.do("work", { id: last.id, seconds: arena.isQuick ? 10 : 60 });
    await proven(ground, last.id, worked.ended);
    return [
      ...planFigures(rounds),
      ...workFigures(worked, await sameWrites(ground.admin, last.id)),
    ];
  });
}

type Round = {
  readonly id: string;
  readonly planMs: number;
  readonly planFloorMs: number;
  readonly startMs: number;
  readonly startFloorMs: number;
};

async function planned(ground: PlanGround, worker: Worker): Promise<Round> {
  const { admin, accountId } = ground;
  await admin`update operations set state = 'cancelled', finished_at = now() where finished_at is null`;
  const plan = await worker.do("plan", { accountId, names: NAMES, hosts: HOSTS });
  if (plan.changing !== NAMES) throw new Error(`B23: ${plan.changing} of ${NAMES} names change.`);
  await leaveOutDns(admin, plan.id);
  const planFloorMs = await plainRows(admin, plan.id);
  const startFloorMs = await plainOperations(admin, plan.id);
  const started = await worker.do("start", { id: plan.id, hash: plan.hash });
  return {
    id: plan.id,
    planMs: plan.allMs,
    planFloorMs,
    startMs: started.allMs,
    startFloorMs,
  };
}

/** Times one statement and takes it back. */
async function timed(
  admin: postgres.Sql,
  statement: (sql: postgres.TransactionSql) => Promise<unknown>,
): Promise<number> {
  let ms = 0;
  await admin.begin(async (sql) => {
    const startedAt = performance.now();
    await statement(sql);
    ms = performance.now() - startedAt;
    await sql`rollback and chain`;
  });
  return ms;
}

/** The rows of a plan once more, written by one statement. */
const plainRows = (admin: postgres.Sql, id: string): Promise<number> =>
  timed(admin, async (sql) => {
    await sql`
      with copy as (
        insert into plans select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'intent_key', 'floor'))).*
        from plans p where id = ${id} returning id
      )
      insert into plan_rows select (jsonb_populate_record(r, jsonb_build_object('plan_id', copy.id))).* from plan_rows r, copy
      where plan_id = ${id}`;
  });

/** One operation for each row of a plan, named and written by two statements that read nothing else. */
const plainOperations = (admin: postgres.Sql, id: string): Promise<number> =>
  timed(admin, async (sql) => {
    await sql`update plan_rows set operation_id = gen_random_uuid() where plan_id = ${id}`;
    await sql`
      insert into operations (id, account_id, domain_id, name, kind, is_paid, plan_id, plan_position, params, max_sends,
        before, requested_by_kind, requested_by_id, requested_by_name, request_id, next_attempt_at)
      select operation_id, account_id, domain_id, name, 'nameserver_update', false, plan_id, position, after, 3, before,
        'job', 'floor', 'floor', 'floor', now() from plan_rows where plan_id = ${id}`;
  });

/**
 * What is written while one operation comes to its end, in as many transactions and no more statements: of each, all
 * its time. One after the other on one connection, each on the disk before the next begins. Nothing is read or locked,
 * no lease is taken and nothing else runs, so ours cannot come down to it; and ours need not wait for the disk but
 * before it sends.
 */
async function sameWrites(admin: postgres.Sql, planId: string): Promise<number[]> {
  const rows = await admin<{ id: string; name: string; domainId: string }[]>`
    select id, name, domain_id as "domainId" from operations where plan_id = ${planId} and state = 'completed'
    limit ${FLOOR_TURNS}`;
  const times: number[] = [];
  for (const { id, name, domainId } of rows) {
    const startedAt = performance.now();
    for (const state of ["submitted", "submitted", "completed"])
      await admin.begin(async (sql) => {
        await sql`update operations set error_code = null, lease_until = now(), next_attempt_at = null where id = ${id}`;
        await sql`insert into audit_entries (actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name,
            result, source, request_id, run_id)
          values ('job', 'floor', 'floor', ${`operation.${state}`}, 'operation', ${id}, ${name}, 'ok', 'job', 'floor', ${planId})`;
        if (state === "completed")
          await sql`update domains set nameservers = ${HOSTS}, version = version + 1, updated_at = now() where id = ${domainId}`;
      });
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** Every operation that was told to have ended is completed here, and of no name there are two lines that say it was sent. */
async function proven({ admin }: PlanGround, planId: string, ended: number): Promise<void> {
  const [row] = await admin<[{ completed: number; lines: number; open: number }]>`
    select (select count(*)::int from operations where plan_id = ${planId} and state = 'completed') as completed,
      (select count(*)::int from audit_entries where run_id = ${planId} and action = 'operation.sent') as lines,
      (select count(*)::int from operations where plan_id = ${planId} and state in ('submitted', 'unknown', 'retrying')) as open`;
  if (row.completed !== ended || row.lines !== ended || row.open > 0)
    throw new Error(
      `B23: ${ended} ended, ${row.completed} are completed, ${row.lines} were sent, ${row.open} are open.`,
    );
}

function planFigures(rounds: readonly Round[]): Figure[] {
  const of = (what: "planMs" | "planFloorMs" | "startMs" | "startFloorMs") =>
    median(rounds.map((round) => round[what]));
  return [
    line({
      what: "plan of 10,000 names, nothing asked of registrars: computed and written; floor its rows by one INSERT",
      ours: of("planMs"),
      unit: "ms",
      floor: of("planFloorMs"),
      atMost: 2_000,
    }),
    line({
      what: "the same plan started: every name held against what was planned, 10,000 operations made; floor their INSERT",
      ours: of("startMs"),
      unit: "ms",
      floor: of("startFloorMs"),
    }),
  ];
}

function workFigures(
  { ownMs, callsAtMs }: { ownMs: readonly number[]; callsAtMs: readonly number[] },
  floorMs: readonly number[],
): Figure[] {
  const what = "own time of one operation (less registrar, adapter and limiter)";
  return [
    line({
      what: "worked on at 800 calls a minute: share of the rate that is used",
      ours: shareOfRate(
        [...callsAtMs].sort((one, other) => one - other),
        RATE,
      ),
      unit: "",
      atLeast: 0.98,
    }),
    line({
      what: `${what}: p50; floor the same writes in as many transactions`,
      ours: median(ownMs),
      unit: "ms",
      floor: median(floorMs),
    }),
    line({
      what: `${what}: p95`,
      ours: quantile(ownMs, 0.95),
      unit: "ms",
      floor: quantile(floorMs, 0.95),
      atMost: 5,
    }),
  ];
}
