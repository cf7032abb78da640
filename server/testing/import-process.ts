import { readFile } from "node:fs/promises";
import { connect } from "@/db/client";
import { houseContext } from "../auth/caller";
import { checkImport } from "../import/check-import";
import { readImport } from "../import/read-import";
import { runImport } from "../import/run-import";
import { startImport } from "../import/start-import";
import { applyPlan } from "../plans/apply-plan";
import { readPlan } from "../plans/read-plan";
import { importRegistrars } from "./imports";

/**
 * A process of its own that does one step of an import each time it is told to, and tells how long it took
 * and how much memory it came to hold beyond what it began with. It may be killed from outside.
 */
const { IMPORT_DATABASE_URL = "", IMPORT_ACCOUNT_ID = "", IMPORT_FILE = "" } = process.env;
const { db, close } = connect(IMPORT_DATABASE_URL, 3);
const ctx = { ...houseContext("import process", {}, db), registrars: importRegistrars() };

const SAMPLED_MS = 20;
const BUDGET_MS = 300_000;
let importId = process.env.IMPORT_ID ?? "";

const run = () => runImport(ctx, { importId, budgetMs: BUDGET_MS });

const STEPS = {
  upload: async () => {
    const read = () => readFile(IMPORT_FILE);
    const input = { accountId: IMPORT_ACCOUNT_ID, fileName: "names.csv" };
    ({ importId } = await startImport(ctx, input, { mediaType: "text/csv", read }));
    return "done";
  },
  check: async () => {
    const { guess } = await readImport(ctx, { importId });
    await checkImport(ctx, { importId, mapping: guess, dateFormat: "iso" });
    return run();
  },
  apply: async () => {
    const { planId } = await readImport(ctx, { importId });
    const { id, hash, expected } = await readPlan(ctx, { id: planId ?? "" });
    await applyPlan(ctx, { id, hash, ...(expected ? { typed: expected } : {}) });
    return run();
  },
  work: run,
} as const;

/** What a step came to. */
export type ImportStep = {
  readonly outcome: string;
  readonly importId: string;
  readonly ms: number;
  readonly grownBytes: number;
};

async function take(step: keyof typeof STEPS): Promise<ImportStep> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, SAMPLED_MS);
  const startedAt = performance.now();
  const outcome = await STEPS[step]();
  clearInterval(sampling);
  return { outcome, importId, ms: performance.now() - startedAt, grownBytes: peak - before };
}

process.on("message", (order: keyof typeof STEPS | "end") => {
  if (order === "end") void close().then(() => process.disconnect?.());
  else void take(order).then((told) => process.send?.(told));
});
process.send?.("ready");
