/** What a call came to, as far as the endpoint's health goes. A refusal of ours or theirs is no failure. */
export type CallOutcome = "good" | "bad";

/** A place to call from: taken once, and told what became of it, and how long the other side asks everybody to wait. */
export type Entry =
  | {
      readonly isOpen: true;
      readonly done: (outcome: CallOutcome, what: string, pauseSeconds?: number) => Promise<void>;
    }
  | {
      readonly isOpen: false;
      readonly reason: "breaker" | "rate";
      readonly retryAfterSeconds: number;
    };

/**
 * What stands before an endpoint: its rate and its breaker, the same for all processes. `enter` waits for
 * its turn, or says that nobody may call now.
 */
export type Gate = {
  readonly enter: (signal?: AbortSignal) => Promise<Entry>;
  /**
   * Looks whether the breaker is open, and takes nothing: for those who would wait elsewhere first. Null:
   * it is not, as far as can be seen.
   */
  readonly closedNow?: () => Promise<ClosedEntry | null>;
};
export type ClosedEntry = Extract<Entry, { isOpen: false }>;

/** Who asks. Background work leaves room for people: it takes no place while others wait. */
export type Lane = "interactive" | "background";

/** What a registrar allows: so many a minute on average, `burst` of them at once. */
export type Rate = { readonly requestsPerMinute: number; readonly burst: number };
