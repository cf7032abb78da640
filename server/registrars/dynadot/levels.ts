/** What Dynadot grants an account of one price level. */
export type Level = {
  /** Calls that may be under way at once. */
  readonly threads: number;
  /** Kept a little below what is granted: a minute holds the burst and the rate. */
  readonly rate: { readonly requestsPerMinute: number; readonly burst: number };
  /** The call that checks most names at once: API3 takes a hundred, but only from bulk accounts. */
  readonly search: { readonly api: "rest" | "api3"; readonly names: number };
};

const BULK_SEARCH = { api: "api3", names: 100 } as const;

/** The price levels by the word an account is told to have. @see reference 1.1 and 2.3 */
export const LEVELS = {
  regular: {
    threads: 1,
    rate: { requestsPerMinute: 57, burst: 1 },
    search: { api: "rest", names: 5 },
  },
  bulk: { threads: 5, rate: { requestsPerMinute: 570, burst: 5 }, search: BULK_SEARCH },
  super_bulk: { threads: 25, rate: { requestsPerMinute: 5_700, burst: 25 }, search: BULK_SEARCH },
} as const satisfies Readonly<Record<string, Level>>;

export type LevelName = keyof typeof LEVELS;
