/** What a key may do, each including what stands before it. Paying is never part of writing. */
export const KEY_SCOPES = ["read", "write", "pay"] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];
