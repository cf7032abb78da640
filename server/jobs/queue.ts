import { PgBoss } from "pg-boss";
import { sparing } from "../kernel/report";
import type { SelectedJob } from "../sync/selected/order";
import { QUEUE_SCHEMA, type QueueName } from "./queues";

/** While the database is away the queue fails many times a second. */
const TOLD_EVERY_MS = 30_000;

type QueueOptions = { readonly databaseUrl: string; readonly isWorker: boolean };

/** Opens the queue as the application: its tables are the migration's, so nothing is created here. */
export async function openQueue({ databaseUrl, isWorker }: QueueOptions): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: QUEUE_SCHEMA,
    max: isWorker ? 4 : 1,
    migrate: false,
    supervise: isWorker,
    schedule: false,
    useListenNotify: isWorker,
  });
  boss.on("error", sparing({ part: "queue" }, TOLD_EVERY_MS));
  await boss.start();
  return boss;
}

let sender: Promise<PgBoss> | undefined;

async function ask(databaseUrl: string, queue: QueueName, key: string, job: object): Promise<void> {
  sender ??= openQueue({ databaseUrl, isWorker: false });
  await (await sender).send(queue, job, { singletonKey: key });
}

/** Asks a worker to read an account. Asking twice does the work once. */
export const requestSync = (databaseUrl: string, accountId: string): Promise<void> =>
  ask(databaseUrl, "sync-account", accountId, { accountId });

/** Asks a worker to read chosen names. */
export const requestSelectedSync = (
  databaseUrl: string,
  key: string,
  job: SelectedJob,
): Promise<void> => ask(databaseUrl, "sync-selected", key, job);

/** Asks a worker to do what an import waits for. Asking twice does the work once. */
export const requestImport = (databaseUrl: string, importId: string): Promise<void> =>
  ask(databaseUrl, "run-import", importId, { importId });
