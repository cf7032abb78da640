export const LOCK_STATES = ["locked", "unlocked", "unsupported", "unknown"] as const;
export type LockState = (typeof LOCK_STATES)[number];

/** The registrar's own mode; what we wish stands beside it. */
export const AUTO_RENEW_MODES = ["on", "off", "unknown"] as const;
export type AutoRenewMode = (typeof AUTO_RENEW_MODES)[number];
