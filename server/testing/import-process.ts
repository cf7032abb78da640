import { connect } from "@/db/client";
import { houseContext } from "../auth/caller";
import { runImport } from "../import/run-import";
import { importRegistrars } from "./imports";

/**
 * A process of its own that does what an import waits for, each time it is told to, and tells how long it
 * took and how much memory it came to hold beyond what it began with. It may be killed from outside.
 */
const { IMPORT_DATABASE_URL = "", IMPORT_ID = "" } = process.env;
const { db, close } = connect(IMPORT_DATABASE_URL, 3);
const ctx = { ...houseContext("import process", {}, db), registrars: importRegistrars() };

const SAMPLED_MS = 20;

async function work(): Promise<void> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, SAMPLED_MS);
  const startedAt = performance.now();
  const outcome = await runImport(ctx, { importId: IMPORT_ID, budgetMs: 300_000 });
  clearInterval(sampling);
  process.send?.({ outcome, ms: performance.now() - startedAt, grownBytes: peak - before });
}

process.on("message", (order) => {
  if (order === "work") void work();
  else void close().then(() => process.disconnect?.());
});
process.send?.("ready");
