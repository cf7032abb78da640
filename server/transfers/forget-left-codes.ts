import type { ServiceContext } from "../kernel/context";
import { transact } from "../kernel/transact";
import * as store from "./store";

/** Codes that were given to a transfer nobody ordered are kept for so long, and then asked for again. */
const DAYS_KEPT = 14;

/** Forgets the codes and contacts of transfers that were begun and left. The transfers themselves stay. */
export const forgetLeftCodes = (ctx: ServiceContext): Promise<void> =>
  transact(ctx, (tx) => store.forgetLeft(tx, DAYS_KEPT));
