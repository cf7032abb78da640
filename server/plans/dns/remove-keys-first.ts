import type { Transaction } from "@/db/client";
import type { ServiceContext } from "../../kernel/context";
import { precondition } from "../../kernel/errors";
import { parsed } from "../../kernel/zod-errors";
import { type Chosen, draftPlan } from "../draft-plan";
import { readPlan } from "../read-plan";
import { PlanChange, type PlanDto, RemoveKeysFirstInput } from "../schemas";
import { excludeByDns } from "../steer";
import * as store from "./store";

/**
 * Takes what would break out of a plan of new nameservers and makes two plans of it: one that takes the keys (DS) away
 * at the registries, and one of the nameservers, which cannot start before the zones above show no key any more and
 * resolvers have had the time to forget it. Asked twice with one key, it is done once.
 *
 * @returns the plan that comes first; the other is its `nextPlanId`
 * @throws AppError `not_found`; `precondition_failed` for a plan that started or that nothing of would break
 * @see RFC 6781 §4.3.5.1
 */
export async function removeKeysFirst(
  ctx: ServiceContext,
  input: RemoveKeysFirstInput,
): Promise<PlanDto> {
  const { id, key } = parsed(RemoveKeysFirstInput, input);
  const plan = await readPlan(ctx, { id });
  if (plan.kind !== "nameserver_update" || plan.state !== "ready" || plan.isExpired)
    throw precondition(
      "Only a preview of new nameservers can be put off like this. Plan it again.",
    );
  const first = await draftPlan(ctx, {
    key: `${key}|keys`,
    kind: "ds_update",
    change: { kind: "ds_update" },
    selection: { keysOf: id },
    choose: async (tx) =>
      (await breaking(tx, id)).map(({ domainId }) => ({
        domainId,
        change: { kind: "ds_update" },
      })),
  });
  await draftPlan(ctx, {
    key: `${key}|nameservers`,
    kind: "nameserver_update",
    change: plan.change,
    selection: { afterKeysOf: id },
    afterPlanId: first,
    choose: (tx) => breaking(tx, id),
  });
  await excludeByDns(ctx, { id, state: "breaks" });
  return readPlan(ctx, { id: first });
}

async function breaking(tx: Transaction, id: string): Promise<Chosen[]> {
  const rows = await store.rowsThat(tx, id, "breaks");
  if (rows.length === 0)
    throw precondition("Nothing of this plan would break, as far as the DNS tells.");
  return rows.map(({ domainId, after: { nameservers, glue } }) => {
    const change = { kind: "nameserver_update", nameservers, ...(glue ? { glue } : {}) };
    return { domainId, change: PlanChange.parse(change) };
  });
}
