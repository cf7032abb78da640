import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "@/db/client";
import { houseContext } from "../../auth/caller";
import { workOperations } from "../../operations/work-operations";
import { applyPlan } from "../../plans/apply-plan";
import { simulatedRegistrars } from "../simulated";

// A process of its own that starts one plan and works on it, to be killed from outside.

const { PAY_DATABASE_URL = "", PAY_SIMULATOR_URL = "" } = process.env;
const { db } = connect(PAY_DATABASE_URL, 3);
/** Shorter than anybody waits for a registrar, so that silence ends within a test. */
const registrars = simulatedRegistrars(PAY_SIMULATOR_URL, { paidMs: 800, readMs: 5_000 });
const LONGEST_MS = 40_000;
const AGAIN_MS = 500;
const ctx = { ...houseContext("killed worker", {}, db), registrars };

async function pay({ id, hash }: { id: string; hash: string }): Promise<void> {
  await applyPlan(ctx, { id, hash });
  // As a worker does, until it is dead; no longer than anybody waits for that.
  const until = Date.now() + LONGEST_MS;
  while (Date.now() < until) {
    await workOperations(ctx, until);
    await sleep(AGAIN_MS);
  }
  process.exit(0);
}

process.once("message", (plan: { id: string; hash: string }) => {
  pay(plan).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
process.send?.("ready");
