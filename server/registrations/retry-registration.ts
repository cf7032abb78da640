import { z } from "zod";
import type { ServiceContext } from "../kernel/context";
import { precondition } from "../kernel/errors";
import { read } from "../kernel/transact";
import { formatMoney } from "../names/money";
import { type Cause, causeOf } from "../operations/kinds";
import type { PlanDto } from "../plans/schemas";
import * as plans from "../plans/store";
import { planFor } from "./make-registration-plan";

const Roles = z.strictObject({
  registrant: z.string(),
  admin: z.string().optional(),
  tech: z.string().optional(),
  billing: z.string().optional(),
});
const Selection = z.object({
  accountId: z.string(),
  contacts: Roles,
  partnerId: z.string().nullable(),
});
const Change = z.object({
  years: z.int(),
  nameservers: z.array(z.string()),
  contractPrice: z.object({ minor: z.int(), currency: z.string() }).nullable(),
});

type Retry = { readonly key: string; readonly causes: readonly Cause[] };

/**
 * Plans the registration of names once more that failed for some kinds of cause, with the contacts as they are now.
 *
 * @throws AppError `precondition_failed` when nothing failed for these causes; as a new plan
 */
export async function retryRegistration(
  ctx: ServiceContext,
  { id, selection, change }: plans.PlanRecord,
  { key, causes }: Retry,
): Promise<PlanDto> {
  const failed = await read(ctx, (tx) => plans.failedRows(tx, id));
  const names = failed.flatMap(({ name, code }) =>
    causes.includes(causeOf(code ?? "")) ? [name] : [],
  );
  if (names.length === 0) throw precondition("Nothing failed for these causes.");
  const { accountId, contacts, partnerId } = Selection.parse(selection);
  const { years, nameservers, contractPrice: price } = Change.parse(change);
  const contractPrice = price && {
    amount: formatMoney(price.minor, price.currency).split(" ")[0] ?? "",
    currency: price.currency,
  };
  return planFor(
    ctx,
    {
      key,
      names,
      accountId,
      years,
      contacts,
      nameservers,
      partnerId,
      ...(contractPrice ? { contractPrice } : {}),
    },
    { retryOf: id },
  );
}
