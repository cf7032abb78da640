import { randomUUID } from "node:crypto";
import type { Transaction } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { freezeApproval } from "../plans/decide";
import { criticalGate, shareGate } from "../plans/gates";
import * as plans from "../plans/store";
import { intentKeyOf, planRecordOf, sha256 } from "../plans/write-plan";
import * as rows from "./rows/store";
import { assertWhole } from "./session";
import * as store from "./store";

/** What a plan is made of: the import whose rows stand, in whose name they were asked for, and what they come to. */
export type Planned = store.ImportOfAccount & {
  /** What the intent is named by. */
  readonly key: string;
  /** Of all its rows as they stand. */
  readonly hash: string;
  readonly undoOf?: string;
  readonly retryOf?: string;
};

type Counts = Readonly<Record<string, number>>;

const sumOf = (counts: Counts, ...verdicts: readonly string[]): number =>
  verdicts.reduce((sum, verdict) => sum + (counts[verdict] ?? 0), 0);

/** What the rows of a file come to, in the words of every plan. */
const sumsOf = (counts: Counts) => {
  const change = sumOf(counts, "new", "changed", "removed", "restored");
  return {
    verdicts: {
      change,
      same: sumOf(counts, "unchanged"),
      skipped: sumOf(counts, "conflict", "kept"),
      impossible: sumOf(counts, "refused", "duplicate"),
    },
    excluded: 0,
    chosen: change,
    costs: [],
    risks: [],
    dns: {},
  };
};

/**
 * Freezes the rows of an import as a plan: what it comes to, what stands before it, and who must agree.
 * @returns the id of the plan
 */
export async function planImport(
  ctx: ServiceContext,
  tx: Transaction,
  { file, account, key, hash, undoOf, retryOf }: Planned,
): Promise<string> {
  const counts = await rows.countVerdicts(tx, file.id);
  assertWhole(
    file.records,
    Object.values(counts).reduce((sum, count) => sum + count, 0),
  );
  const sums = sumsOf(counts);
  const { held, critical } = await rows.weigh(tx, file.id, account.id);
  const all = held + sumOf(counts, "new");
  const { id: importId, digest, fileName, records } = file;
  const intent = {
    kind: "import" as const,
    change: {
      kind: "import",
      importId,
      accountId: account.id,
      account: account.name,
      file: fileName,
      ...(undoOf ? { undo: true } : { digest }),
    },
    selection: { importId, digest, records, frozenAt: ctx.now().toISOString() },
    ...(undoOf ? { undoOf } : {}),
    ...(retryOf ? { retryOf } : {}),
  };
  const plan = await plans.insertPlan(tx, {
    ...planRecordOf(ctx, intent, {
      id: randomUUID(),
      intentKey: intentKeyOf(ctx, key),
      requestHash: requestHashOf(undoOf, retryOf),
      names: records,
      hash: sha256(`${digest}|${hash}`),
      gates: [
        ...shareGate({ account: account.name, touched: sums.chosen, all }),
        ...criticalGate(critical),
      ],
    }),
    sums,
  });
  await store.updateImport(tx, importId, { state: "checked", counts, planId: plan.id });
  await freezeApproval(tx, plan);
  return plan.id;
}

/** What an intent is held against that comes with the same key again. */
export const requestHashOf = (undoOf = "", retryOf = ""): string =>
  sha256(JSON.stringify(["import", undoOf, retryOf]));
