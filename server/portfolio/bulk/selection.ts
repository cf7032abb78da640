import type { z } from "zod";
import type { Transaction } from "@/db/client";
import type { Selection } from "../../domains/schemas";
import type { ServiceContext } from "../../kernel/context";
import { AppError, invalid, notFound } from "../../kernel/errors";
import { today } from "../../kernel/today";
import { type Filter, filterOf } from "../filter";
import { strictPortfolioQuery } from "../strict-query";
import * as store from "./store";

/** One action changes at most so many names; more are done in parts. */
export const MOST_AT_ONCE = 100_000;

/** So many names are taken, changed and logged at a time. */
const BATCH = 2_000;

/** The filter of a frozen choice, as it stands today. @throws AppError `invalid_input` */
export function frozenFilter(ctx: ServiceContext, text: string): Filter {
  const params = new URLSearchParams(text);
  params.delete("cursor");
  params.delete("limit");
  return filterOf(ctx.scope, strictPortfolioQuery(params), today(ctx.now()));
}

const changed = (expected: number, found: number) =>
  new AppError(
    "conflict",
    `You chose ${expected} names; now there are ${found}. Nothing was changed. Choose again.`,
    {
      fields: {
        selection: [{ code: "changed", message: `Chosen were ${expected}, found are ${found}.` }],
      },
    },
  );

/**
 * The ids of a choice. Those that were told by id need not exist.
 *
 * @throws AppError `conflict` when a filter matches another number of names than when it was frozen
 */
export async function chosenIds(
  tx: Transaction,
  ctx: ServiceContext,
  selection: z.output<typeof Selection>,
): Promise<readonly string[]> {
  if ("ids" in selection) return [...new Set(selection.ids)].sort();
  if (selection.names > MOST_AT_ONCE)
    throw invalid("selection", "too_many", `Choose at most ${MOST_AT_ONCE} names at once.`);
  const filter = frozenFilter(ctx, selection.filter);
  const ids = await store.idsMatching(tx, filter, MOST_AT_ONCE + 1);
  if (ids.length !== selection.names)
    throw changed(selection.names, await store.countExactly(tx, filter));
  return ids;
}

/**
 * Makes sure that a choice still holds as many names as when it was made.
 *
 * @throws AppError as {@link eachBatch}
 */
export async function verified(
  tx: Transaction,
  ctx: ServiceContext,
  selection: z.output<typeof Selection>,
): Promise<{ ids: readonly string[] } | { filter: Filter }> {
  if ("ids" in selection) {
    const ids = [...new Set(selection.ids)];
    const found = await store.countIds(tx, ids);
    if (found === 0) throw notFound("What you chose");
    if (found !== ids.length) throw changed(ids.length, found);
    return { ids };
  }
  const filter = frozenFilter(ctx, selection.filter);
  const found = await store.countExactly(tx, filter);
  if (found !== selection.names) throw changed(selection.names, found);
  return { filter };
}

/**
 * Takes the names of a choice for writing and hands them on, some thousand at a time. Names outside
 * the caller's scope do not exist.
 *
 * @throws AppError `not_found` when none of the names exist; `conflict` with both numbers when the
 *   choice holds another number of names than when it was made
 */
export async function eachBatch(
  tx: Transaction,
  ctx: ServiceContext,
  selection: z.output<typeof Selection>,
  body: (names: readonly store.HeldName[]) => Promise<void>,
): Promise<number> {
  const ids = await chosenIds(tx, ctx, selection);
  let held = 0;
  for (let start = 0; start < ids.length; start += BATCH) {
    const names = await store.hold(tx, ids.slice(start, start + BATCH));
    held += names.length;
    await body(names);
  }
  if (held === 0) throw notFound("What you chose");
  if (held !== ids.length) throw changed(ids.length, held);
  return held;
}
