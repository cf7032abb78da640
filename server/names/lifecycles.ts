/**
 * Where a name stands between its registration and its deletion.
 *
 * - `active`: paid for and not held back.
 * - `grace`: past its expiry, renewable at the usual price.
 * - `redemption`: deleted at the registry, restorable at a fee.
 * - `pending_delete`: out of reach until the registry lets it go.
 * - `transfer_in`: on its way to us from another registrar.
 * - `on_hold`: paid for, but taken out of the DNS by registrar or registry.
 * - `expired`: past its expiry, in a phase that nobody told and no rule of its TLD gives.
 * - `unknown`: the registrar told neither statuses nor an expiry.
 */
export const LIFECYCLES = [
  "active",
  "grace",
  "redemption",
  "pending_delete",
  "transfer_in",
  "on_hold",
  "expired",
  "unknown",
] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];
