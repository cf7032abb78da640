/** Why a name is asked for again when it is; `account_list`: its account's list comes first. */
export const CHECK_REASONS = [
  "account_list",
  "never_read",
  "changed_there",
  "in_transfer",
  "closing",
  "expires_soon",
  "changes_often",
  "expires_later",
  "ordinary",
  "quiet",
  "own_change",
  "failed",
] as const;
export type CheckReason = (typeof CHECK_REASONS)[number];
