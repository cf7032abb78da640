import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import type { PersonDto } from "./schemas";
import * as store from "./store";

/** Everyone who may sign in, by name. For administrators. */
export async function listPeople(ctx: ServiceContext): Promise<PersonDto[]> {
  authorize(ctx.actor, "user.manage");
  return read(ctx, (tx) => store.listPeople(tx, { askedBy: ctx.actor.id }));
}
