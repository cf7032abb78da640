import { DOMAIN_FLAGS } from "../names/domain-flags";
import type { AutoRenewMode } from "../names/modes";

/** Whether the registrar's mode is known not to be the one we wish. */
export const isMismatch = (wish: boolean | null, mode: AutoRenewMode): boolean =>
  wish !== null && mode !== "unknown" && wish !== (mode === "on");

/** `flags` with the mismatch bit as wish and mode have it. */
export const withMismatch = (flags: number, wish: boolean | null, mode: AutoRenewMode): number =>
  isMismatch(wish, mode)
    ? flags | DOMAIN_FLAGS.auto_renew_mismatch
    : flags & ~DOMAIN_FLAGS.auto_renew_mismatch;
