import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { look } from "../kernel/transact";
import * as store from "./overview/store";

/** The partners that names may be narrowed to or given to, by name; archived ones are not among them. */
export async function partnerChoices(ctx: ServiceContext): Promise<{ id: string; name: string }[]> {
  authorize(ctx.actor, "partner.read");
  return look(ctx, store.activePartners);
}
