/** What a person should look at on a name, one bit each. Stored as a sum in `domains.flags`. */
export const DOMAIN_FLAGS = {
  /** The registrar's auto-renew mode is not the one we wish. */
  auto_renew_mismatch: 1,
  /** The registrar's nameservers changed, and not through us. */
  nameservers_changed: 2,
  /** The account's list no longer holds the name. */
  missing: 4,
  /** The registrar told a value that waits in the conflict inbox; the record kept its own. Set by server/conflicts alone. */
  disbelieved: 8,
  /** The registrar uses a status word we do not know. */
  unknown_status: 16,
  /** Found by sync, and nobody has looked at it yet. */
  arrived: 32,
  /** The transfer lock was lifted, and not through us. */
  unlocked_elsewhere: 64,
  /** Its registrar was asked for it again and again, and gave no answer that could be read. */
  unread: 128,
  /** A year of it costs more than its ceiling. Set by server/prices alone, of prices and ceilings in one currency. */
  above_ceiling: 256,
} as const;

export type DomainFlag = keyof typeof DOMAIN_FLAGS;

export const DOMAIN_FLAG_NAMES = Object.keys(DOMAIN_FLAGS) as [DomainFlag, ...DomainFlag[]];

/** The flags in a stored sum, in the order above. */
export const flagsIn = (sum: number): DomainFlag[] =>
  DOMAIN_FLAG_NAMES.filter((flag) => (sum & DOMAIN_FLAGS[flag]) !== 0);

/** The sum under which flags are stored. */
export const sumOf = (flags: readonly DomainFlag[]): number =>
  flags.reduce((sum, flag) => sum | DOMAIN_FLAGS[flag], 0);

/** Flags that a person takes away by having looked; the others go when their cause goes. */
export const SEEN_BY_LOOKING = sumOf(["nameservers_changed", "arrived", "unlocked_elsewhere"]);
