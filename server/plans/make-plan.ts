import { z } from "zod";
import type { ServiceContext } from "../kernel/context";
import { invalid } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { parseMinor } from "../names/money";
import { chosenIds } from "../portfolio/bulk/selection";
import { draftPlan } from "./draft-plan";
import { checkedDelegation } from "./glue";
import { readPlan } from "./read-plan";
import { MakePlanInput, type PlanChange, type PlanDto } from "./schemas";

const DAYS_OF_A_LEASE = 60;
const DAY_MS = 86_400_000;

/**
 * Previews one change to the chosen names, one or a hundred thousand: nothing is sent to anybody.
 *
 * @throws AppError `invalid_input` with codes of {@link checkedDelegation}, `required` for an unlocking without
 *   end or purpose; `conflict` when the choice holds another number of names than when it was made
 */
export async function makePlan(ctx: ServiceContext, input: MakePlanInput): Promise<PlanDto> {
  const { key, selection, change: asked, forcedReason } = parsed(MakePlanInput, input);
  const change = checked(asked, ctx.now());
  const id = await draftPlan(ctx, {
    key,
    kind: change.kind,
    change,
    selection,
    forcedReason,
    choose: async (tx) =>
      (await chosenIds(tx, ctx, selection)).map((domainId) => ({ domainId, change })),
  });
  return readPlan(ctx, { id });
}

function checked(change: PlanChange, now: Date): PlanChange {
  if (change.kind === "nameserver_update") return checkedDelegation(change);
  if (change.kind === "lock_update" && !change.locked) return lease(change, now);
  if (change.kind === "renew" && change.contractPrice) contractPriceOf(change.contractPrice);
  return change;
}

type ContractPrice = NonNullable<Extract<PlanChange, { kind: "renew" }>["contractPrice"]>;

/** @throws AppError `invalid_input` on `contractPrice.amount` or `contractPrice.currency` */
function contractPriceOf({ amount, currency }: ContractPrice): void {
  const price = parseMinor(amount, currency);
  if (price.ok) return;
  const { code, message } = price.error;
  const field = code === "currency" ? "contractPrice.currency" : "contractPrice.amount";
  throw invalid(field, code, message);
}

/** Unlocking is lent: for a purpose, until a day. */
function lease(change: Extract<PlanChange, { kind: "lock_update" }>, now: Date): PlanChange {
  if (!change.purpose) throw invalid("purpose", "required", "Say what the names are unlocked for.");
  if (!change.until) throw invalid("until", "required", "Say when they are to be locked again.");
  const ms = Date.parse(z.iso.datetime().parse(change.until)) - now.getTime();
  if (ms <= 0 || ms > DAYS_OF_A_LEASE * DAY_MS)
    throw invalid("until", "range", `Choose a time within the next ${DAYS_OF_A_LEASE} days.`);
  return change;
}
