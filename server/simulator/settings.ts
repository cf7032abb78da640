import { z } from "zod";

/** What a test may turn while the simulator runs. */
export const Settings = z.strictObject({
  /** From a 202 to the instant the change can be seen. */
  completionDelayMs: z.int().min(0).max(86_400_000),
  /** Requests one address may send within a minute before it is answered 429. */
  requestsPerMinute: z.int().min(0).max(10_000_000),
  pageSizeMax: z.int().min(1).max(100_000),
  /** Sent with a 429 when set. The real registrar documents none. */
  retryAfterSeconds: z.int().min(0).max(3600).nullable(),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  completionDelayMs: 2_000,
  requestsPerMinute: 1_000,
  pageSizeMax: 1_000,
  retryAfterSeconds: null,
};
