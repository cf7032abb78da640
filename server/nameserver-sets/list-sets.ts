import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { iso } from "../kernel/instant";
import { read } from "../kernel/transact";
import type { NameserverSetDto } from "./schemas";
import * as store from "./store";

/** A set as it is shown. */
export const toSet = ({
  partnerId,
  partnerName,
  changedAt,
  ...set
}: store.ShownSet): NameserverSetDto => ({
  ...set,
  changedAt: iso(changedAt),
  partner: partnerId && partnerName ? { id: partnerId, name: partnerName } : null,
});

/** Every set of nameservers that the caller may see, by name: a customer's are those of their partner, and shared ones. */
export async function listNameserverSets(ctx: ServiceContext): Promise<NameserverSetDto[]> {
  authorize(ctx.actor, "domain.read");
  return (await read(ctx, store.all)).map(toSet);
}
