import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { assertSteppedUp } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { parsed } from "../kernel/zod-errors";
import * as book from "./book/store";
import { type FileLine, readPriceFile } from "./price-file";
import { type ImportedPricesDto, ImportPricesInput } from "./schemas";
import { accountOr404, beginningOf } from "./set-price";
import { type Taken, takePrices } from "./take-prices";

const MOST_PROBLEMS = 100;

/** Thrown to undo what a preview wrote. */
class OnlyLooked extends Error {
  constructor(readonly counts: ImportedPricesDto) {
    super("a preview");
  }
}

/**
 * Brings prices in from a file, for accounts whose registrars tell none. Good lines are taken over, wrong ones are
 * told; a preview does the same and keeps nothing, so it needs no proof.
 *
 * @throws AppError `not_found` for the account; `invalid_input` for a file that has no such columns; `forbidden` with
 *   field `session` without a fresh proof of who asks
 */
export async function importPrices(
  ctx: ServiceContext,
  input: ImportPricesInput,
): Promise<ImportedPricesDto> {
  const { accountId, text, isPreview } = parsed(ImportPricesInput, input);
  const { lines, problems } = readPriceFile(text);
  try {
    return await mutate(ctx, "price.enter", async (tx, record) => {
      if (!isPreview) await assertSteppedUp(ctx, tx);
      const account = await accountOr404(tx, accountId);
      const takes = await takeAll(tx, ctx, account, lines);
      const counts = countsOf(lines, problems, takes);
      if (isPreview) throw new OnlyLooked(counts);
      await record(
        {
          action: "price.imported",
          objectId: accountId,
          objectName: account.name,
          partnerId: null,
          after: { lines: counts.lines, first: counts.first, changed: counts.changed },
        },
        ...takes.flatMap(({ entries }) => entries),
      );
      return counts;
    });
  } catch (error) {
    if (error instanceof OnlyLooked) return error.counts;
    throw error;
  }
}

/** What one place is told at once: of an ending, from one day on. */
async function takeAll(
  tx: Transaction,
  ctx: ServiceContext,
  account: book.Account,
  lines: readonly FileLine[],
): Promise<Taken[]> {
  const now = ctx.now();
  const groups = new Map<string, FileLine[]>();
  for (const line of lines) {
    const key = `${beginningOf(line.validFrom, now)}|${line.tld}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const takes: Taken[] = [];
  // In the order of their days, so that an announced price is held against the one before it.
  for (const [, group] of [...groups].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const [first] = group;
    if (!first) continue;
    const place = { accountId: account.id, tld: first.tld, name: "" };
    await book.wantTarget(tx, place);
    await book.holdTarget(tx, place);
    takes.push(
      await takePrices(tx, {
        place,
        account: account.name,
        lines: group.map(({ line }) => line),
        source: "file",
        now: now.toISOString(),
        validFrom: beginningOf(first.validFrom, now),
      }),
    );
  }
  return takes;
}

function countsOf(
  lines: readonly FileLine[],
  problems: readonly ImportedPricesDto["problems"][number][],
  takes: readonly Taken[],
): ImportedPricesDto {
  const sum = (what: "first" | "changed" | "alerts") =>
    takes.reduce((total, one) => total + one[what], 0);
  const [first, changed] = [sum("first"), sum("changed")];
  return {
    lines: lines.length + problems.length,
    good: lines.length,
    first,
    changed,
    same: lines.length - first - changed,
    alerts: sum("alerts"),
    problems: problems.slice(0, MOST_PROBLEMS),
  };
}
