import type { ServiceContext } from "../kernel/context";
import { read, transact } from "../kernel/transact";
import { runImport } from "./run-import";
import * as store from "./store";

/** Ids of the imports that wait for work nobody does: just ordered, paused, or cut off. */
export const waitingImports = async (ctx: ServiceContext): Promise<string[]> =>
  (await read(ctx, store.waitingImports)).map(({ id }) => id);

/** Drops what was staged for files that nobody has touched for a month. @returns how many files that were */
export const sweepImports = (ctx: ServiceContext): Promise<number> => transact(ctx, store.sweep);

/** What a tick did: imports it finished, and those it had to leave for the next. */
export type ImportTickDto = { readonly done: number; readonly left: number };

/** No piece is begun so late that it could not end inside the budget. */
const RESERVE_MS = 3_000;

/** Does the work imports wait for, for callers that come by clock. Safe at any rate and from several places. */
export async function importTick(ctx: ServiceContext, budgetMs: number): Promise<ImportTickDto> {
  const deadline = Date.now() + budgetMs - RESERVE_MS;
  await sweepImports(ctx);
  const waiting = await waitingImports(ctx);
  let done = 0;
  for (const importId of waiting) {
    const left = deadline - Date.now();
    if (left <= 0) break;
    if ((await runImport(ctx, { importId, budgetMs: left })) === "done") done += 1;
  }
  return { done, left: waiting.length - done };
}
