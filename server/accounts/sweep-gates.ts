import type { ServiceContext } from "../kernel/context";
import { transact } from "../kernel/transact";
import * as gates from "./gates/store";

/**
 * Takes away what gates remember of accounts that are gone, or were only tried, and limits that have
 * long come back in full: a row that is missing says the same. Safe to call at any rate.
 *
 * @returns how many rows went
 */
export const sweepGates = (ctx: ServiceContext): Promise<number> => transact(ctx, gates.sweepGates);
