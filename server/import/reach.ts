import type { Transaction } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { precondition } from "../kernel/errors";
import type { Ground } from "./judge";
import type { ImportReach } from "./schemas";
import * as store from "./store";

/**
 * What a file may do at an account. A registrar that lists its names tells them itself, so a file only
 * changes what is ours; one that tells names one by one is believed where it has spoken; where nobody
 * can be asked, the file is all there is.
 *
 * @throws AppError `precondition_failed` when the account cannot be opened, such as without its key
 */
export function reachOf(ctx: ServiceContext, account: store.Account): ImportReach {
  const opened = ctx.registrars.open(account);
  if (!opened.ok) throw precondition(opened.error.message);
  const { list, info } = opened.value.capabilities;
  if (list.supported) return { addsNames: false, facts: "none" };
  return { addsNames: true, facts: info.supported ? "untold" : "all" };
}

/** {@link reachOf} of an account that may be gone, which a file can do nothing at. */
export function reachOrNone(ctx: ServiceContext, account: store.Account): ImportReach {
  const isOpen = account.removedAt === null && ctx.registrars.open(account).ok;
  return isOpen ? reachOf(ctx, account) : { addsNames: false, facts: "none" };
}

/** What the records of a file for this account are held against. */
export async function groundOf(
  ctx: ServiceContext,
  tx: Transaction,
  account: store.Account,
): Promise<Ground> {
  const partners = await store.openPartners(tx);
  return {
    account: { id: account.id, name: account.name },
    reach: reachOf(ctx, account),
    defaultPartner: account.defaultPartnerId
      ? (partners.get(account.defaultPartnerId) ?? null)
      : null,
    partners,
    now: ctx.now(),
  };
}
