import { database } from "@/db/runtime";
import { houseContext } from "../auth/caller";
import { beat } from "../health/store";
import { environment } from "../kernel/env";
import { report } from "../kernel/report";
import { openQueue } from "./queue";
import { watchDelegations } from "./watch-delegations";
import { watchImports } from "./watch-imports";
import { watchMail } from "./watch-mail";
import { watchOperations } from "./watch-operations";
import { watchSchedules } from "./watch-schedules";
import { watchSync } from "./watch-sync";

const BEAT_MS = 10_000;

/** The worker process: takes readings from the queue, and puts in the ones that are due. */
async function main(): Promise<void> {
  const { databaseUrl } = environment();
  const boss = await openQueue({ databaseUrl, isWorker: true });
  const stops = [
    await watchSync(boss, () => houseContext("worker")),
    await watchImports(boss, () => houseContext("worker")),
  ];
  const endings = [
    watchSchedules(() => houseContext("worker")),
    watchOperations(() => houseContext("worker")),
    watchMail(() => houseContext("worker")),
    watchDelegations(() => houseContext("worker")),
  ];
  await beat(database());
  const beating = setInterval(() => {
    beat(database()).catch((error: unknown) => report(error, { part: "worker heartbeat" }));
  }, BEAT_MS);

  const stop = async () => {
    clearInterval(beating);
    for (const stopWatching of stops) stopWatching();
    await Promise.all(endings.map((end) => end()));
    await boss.stop({ graceful: true, timeout: 10_000 });
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "disconnect"] as const)
    process.once(signal, () => void stop());
}

main().catch((error: unknown) => {
  report(error, { part: "worker" });
  process.exit(1);
});
