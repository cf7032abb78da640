/** What an account of each price level may do: calls under way, calls a minute, names in one search. */
export const LEVELS = {
  regular: { threads: 1, perMinute: 60, restNames: 5, api3Names: 1 },
  bulk: { threads: 5, perMinute: 600, restNames: 10, api3Names: 100 },
} as const;

export type Account = {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly secret: string;
  readonly level: keyof typeof LEVELS;
};

/** The simulated accounts. Their keys say that they open nothing real. */
export const REGULAR: Account = {
  id: "dynadot-larkspur",
  name: "Larkspur Studio",
  key: "sim-dynadot-regular-key",
  secret: "sim-dynadot-regular-secret",
  level: "regular",
};
export const BULK: Account = {
  id: "dynadot-larkspur-fleet",
  name: "Larkspur Fleet",
  key: "sim-dynadot-bulk-key",
  secret: "sim-dynadot-bulk-secret",
  level: "bulk",
};

const ACCOUNTS: readonly Account[] = [REGULAR, BULK];

/** The account of an API key. */
export const accountOf = (key: string | null | undefined): Account | undefined =>
  ACCOUNTS.find((account) => account.key === key);
