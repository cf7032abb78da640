import type { RegistrarRate } from "../rates";

/** What Dynadot grants an account of one price level. */
export type Level = {
  /** Calls that may be under way at once. */
  readonly threads: number;
  /** Kept a little below what is granted: a minute holds the burst and the rate. */
  readonly rate: RegistrarRate;
  /** The call that checks most names at once: API3 takes a hundred, but only from bulk accounts. */
  readonly search: { readonly api: "rest" | "api3"; readonly names: number };
};

const granted = (
  requestsPerMinute: number,
  burst: number,
  documentedPerMinute: number,
): RegistrarRate => ({
  requestsPerMinute,
  burst,
  documentedPerMinute,
  source: "Dynadot’s API help, by price level",
});

const BULK_SEARCH = { api: "api3", names: 100 } as const;

/** The price levels by the word an account is told to have. @see reference 1.1 and 2.3 */
export const LEVELS = {
  regular: { threads: 1, rate: granted(57, 1, 60), search: { api: "rest", names: 5 } },
  bulk: { threads: 5, rate: granted(570, 5, 600), search: BULK_SEARCH },
  super_bulk: { threads: 25, rate: granted(5_700, 25, 6_000), search: BULK_SEARCH },
} as const satisfies Readonly<Record<string, Level>>;

export type LevelName = keyof typeof LEVELS;
