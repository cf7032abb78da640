import { ok } from "../kernel/result";
import { discreet } from "./discreet";
import { openDynadot } from "./dynadot/open";
import { openGandi } from "./gandi/open";
import type { AccountKind } from "./gateway";
import { openManual } from "./manual/open";
import { type Opener, refused } from "./opener";
import { openResellerClub } from "./resellerclub/open";
import { openRotld } from "./rotld/open";

/** Who serves what. */
const OPENERS: Readonly<Record<AccountKind, Opener>> = {
  dynadot: openDynadot,
  gandi: openGandi,
  manual: openManual,
  resellerclub: openResellerClub,
  rotld: openRotld,
};

const isKnown = (registrar: string): registrar is AccountKind => Object.hasOwn(OPENERS, registrar);

/**
 * The gateway that speaks for an account.
 *
 * @returns the gateway; or `unsupported` (no such registrar or endpoint), `auth_failed` (a credential
 *   that cannot be one), `blocked` (a simulator in production mode, or none running)
 */
export const gatewayFor: Opener = (account) => {
  if (!isKnown(account.registrar))
    return refused("unsupported", "This registrar is not supported.");
  const gateway = OPENERS[account.registrar](account);
  return gateway.ok ? ok(discreet(gateway.value, account)) : gateway;
};
