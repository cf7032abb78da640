import type { ServiceContext } from "../kernel/context";
import { transact } from "../kernel/transact";
import * as store from "./store";

/** Forgets the contacts that previews of registrations kept, once nobody can start them any more. */
export const forgetLeftContacts = (ctx: ServiceContext): Promise<void> =>
  transact(ctx, (tx) => store.forgetLeft(tx));
