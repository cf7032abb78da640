export type PaidAction = "register" | "renew" | "transfer" | "restore";

/**
 * One paid request that reached the registrar. Entries are only ever added.
 *
 * `accepted`: taken up and billed. `refused`: answered with an error, nothing billed.
 * `not_processed`: a script answered in the registrar's place; nothing was done, yet it was sent.
 */
export type LedgerEntry = {
  readonly seq: number;
  readonly at: string;
  /** Organisation that pays; null when the token was not good. */
  readonly account: string | null;
  readonly action: PaidAction;
  /** Null when the request did not say. */
  readonly domain: string | null;
  readonly idempotencyKey: string | null;
  readonly priceMinor: number | null;
  readonly currency: string | null;
  readonly outcome: "accepted" | "refused" | "not_processed";
  /** HTTP status of the answer; null when there was none. */
  readonly status: number | null;
};

export type UnnumberedEntry = Omit<LedgerEntry, "seq" | "at">;

/** One free request that would change something and reached the registrar. Entries are only ever added. */
export type WriteEntry = {
  readonly seq: number;
  readonly at: string;
  /** Who sent it; null when nobody is known by its credentials. */
  readonly account: string | null;
  /** Method and path; for calls that share a path, the command stands behind it. */
  readonly call: string;
  readonly domain: string | null;
  /** False when a script answered in the registrar's place. */
  readonly isProcessed: boolean;
  /** HTTP status of the answer; null when there was none. */
  readonly status: number | null;
};

export type UnnumberedWrite = Omit<WriteEntry, "seq" | "at">;
