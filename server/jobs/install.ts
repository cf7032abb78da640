import { PgBoss } from "pg-boss";
import { QUEUE_SCHEMA, QUEUES } from "./queues";

/**
 * Creates or upgrades the queue's tables and the list of queues, as the owner of the database.
 *
 * Runs under the migration's lock. What the worker may do there is granted by the caller.
 */
export async function installQueues(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: QUEUE_SCHEMA,
    max: 2,
    supervise: false,
    schedule: false,
  });
  const problems: unknown[] = [];
  boss.on("error", (error) => problems.push(error));
  await boss.start();
  try {
    for (const { name, ...settings } of QUEUES) {
      const { policy, ...changeable } = settings;
      await boss.createQueue(name, settings);
      await boss.updateQueue(name, changeable);
    }
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
  if (problems.length > 0) throw problems[0];
}
