import type { Queue } from "pg-boss";

/** Schema that holds the queue's tables, beside the product's own. */
export const QUEUE_SCHEMA = "pgboss";

/**
 * Every queue there is; the migration creates them, so that the worker needs no right to.
 *
 * `stately`: of one singletonKey at most one job runs and at most one waits. Asking twice for the same account does
 * the work once; asking while it runs makes it run once more.
 */
export const QUEUES = [
  {
    name: "sync-account",
    policy: "stately",
    notify: true,
    retryLimit: 3,
    retryDelay: 30,
    retryBackoff: true,
    retryDelayMax: 900,
    expireInSeconds: 900,
    heartbeatSeconds: 60,
    deleteAfterSeconds: 7 * 86_400,
  },
  {
    name: "run-import",
    policy: "stately",
    notify: true,
    retryLimit: 3,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 900,
    heartbeatSeconds: 60,
    deleteAfterSeconds: 7 * 86_400,
  },
  {
    name: "sync-selected",
    policy: "stately",
    notify: true,
    // A choice that was cut off ends in part, and says so: whoever made it decides whether to go on.
    retryLimit: 0,
    expireInSeconds: 3_600,
    heartbeatSeconds: 60,
    deleteAfterSeconds: 7 * 86_400,
  },
] as const satisfies readonly Queue[];

export type QueueName = (typeof QUEUES)[number]["name"];
