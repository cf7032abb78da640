import { z } from "zod";
import { checkDelegation } from "../../dns/check-delegation";
import type { Lookup } from "../../dns/lookup";
import type { ServiceContext } from "../../kernel/context";
import { transact } from "../../kernel/transact";
import * as plans from "../store";
import { sha256 } from "../write-plan";
import { judgeRow } from "./judge-row";
import * as store from "./store";

/** Rows taken together; one that dies with its worker is looked at again. */
const TAKEN_TOGETHER = 200;
/** Such a batch is looked at for so long at most; what is left then is looked at anew. */
const BATCH_MS = 45_000;
const SHORTEST_MS = 500;
/** A plan is looked at for so long; whatever was not found out then is not known. */
const PLAN_MS = 10 * 60_000;
/** Before the keys of a name count as gone, so many servers of the zone above must say so. */
const AGREEING = 2;

const Wanted = z.object({
  nameservers: z.array(z.string()),
  glue: z.record(z.string(), z.array(z.string())).optional(),
});

/**
 * Looks at the DNS for names of plans that wait for it, until none is due or `deadline` has come. Each batch is
 * written down by itself, so that whoever goes on begins where it ended. Safe from several processes at once.
 *
 * @param deadline epoch milliseconds after which no further batch begins
 * @returns how many names were looked at
 */
export async function checkRows(
  ctx: ServiceContext,
  deadline: number,
  ending?: AbortSignal,
): Promise<number> {
  await transact(ctx, store.giveUpIdle);
  // What was asked for one name of a plan is not asked again for the next.
  const looks = new Map<string, Lookup>();
  let looked = 0;
  while (Date.now() < deadline && !ending?.aborted) {
    const due = await transact(ctx, (tx) => store.claim(tx, TAKEN_TOGETHER));
    if (due.length === 0) break;
    looked += due.length;
    for (const [planId, rows] of Map.groupBy(due, (row) => row.planId)) {
      const known = looks.get(planId);
      const look =
        known && !known.isOver
          ? known
          : ctx.dns.look(Math.min(BATCH_MS, Math.max(deadline - Date.now(), SHORTEST_MS)), ending);
      looks.set(planId, look);
      await checkPlan(ctx, planId, rows, look);
    }
  }
  return looked;
}

async function checkPlan(
  ctx: ServiceContext,
  planId: string,
  rows: readonly store.DueRow[],
  look: Lookup,
): Promise<void> {
  const checked = await Promise.all(rows.map((row) => checkRow(ctx, row, look)));
  await transact(ctx, async (tx) => {
    const plan = await plans.hold(tx, planId);
    if (plan?.state !== "ready") return;
    await store.save(tx, planId, checked);
    const verdicts = await store.verdictsOf(tx, planId);
    // What the DNS said belongs to what a person looks at before saying yes.
    if (verdicts !== null)
      await plans.update(tx, planId, { hash: sha256(`${plan.hash}\n${verdicts}`) });
  });
}

async function checkRow(
  ctx: ServiceContext,
  row: store.DueRow,
  look: Lookup,
): Promise<store.Checked> {
  const { nameservers, glue } = Wanted.parse(row.after);
  const now = ctx.now();
  const found = await checkDelegation(look, {
    name: row.name,
    hosts: nameservers,
    ...(glue ? { glue } : {}),
    now,
    least: row.isStaged ? AGREEING : 1,
  });
  const judged = judgeRow(row, found, now);
  const hasTime = row.isStaged || now.getTime() - Date.parse(row.createdAt) < PLAN_MS;
  if (!look.isOver || !hasTime || judged.dns === "safe") return judged;
  // The batch was cut off, not the plan: nothing is concluded from what was not asked.
  return {
    position: row.position,
    dns: "checking",
    facts: row.dnsFacts ?? null,
    risks: row.risks,
    againInSeconds: 0,
  };
}
