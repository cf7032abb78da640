import { z } from "zod";
import { authorize } from "../auth/policy";
import { retryContacts } from "../contacts/make-contact-plan";
import { retryImport, undoImport } from "../import/follow-up";
import type { ServiceContext } from "../kernel/context";
import { notFound, precondition } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { causeOf } from "../operations/kinds";
import { retryRegistration } from "../registrations/retry-registration";
import { type Chosen, draftPlan } from "./draft-plan";
import { readPlan } from "./read-plan";
import { PlanChange, type PlanDto, RetryPlanInput, UndoPlanInput } from "./schemas";
import * as store from "./store";

type Json = Readonly<Record<string, unknown>>;

/**
 * Plans once more what failed for some kinds of cause. It is a plan of its own: every name is judged anew.
 *
 * @throws AppError `not_found`; `precondition_failed` when nothing failed for these causes
 */
export async function retryPlan(ctx: ServiceContext, input: RetryPlanInput): Promise<PlanDto> {
  const { id, key, causes } = parsed(RetryPlanInput, input);
  const plan = await applied(ctx, id);
  if (plan.kind === "register") return retryRegistration(ctx, plan, { key, causes });
  if (plan.kind === "contact_update") return retryContacts(ctx, plan, { key, causes });
  if (plan.kind === "import")
    return readPlan(ctx, { id: await retryImport(ctx, plan, { key, causes }) });
  const kind = PlannedKind.parse(plan.kind);
  const made = await draftPlan(ctx, {
    key,
    kind,
    change: plan.change,
    selection: { retryOf: id, causes },
    retryOf: id,
    choose: async (tx) => {
      const failed = await store.failedRows(tx, id);
      const chosen = failed.flatMap(({ domainId, code, after }): Chosen[] =>
        domainId && causes.includes(causeOf(code ?? ""))
          ? [{ domainId, change: changeOf(kind, { ...priceOf(plan.change), ...after }) }]
          : [],
      );
      if (chosen.length === 0) throw precondition("Nothing failed for these causes.");
      return chosen;
    },
  });
  return readPlan(ctx, { id: made });
}

/**
 * Plans the way back: every name that was changed gets what it had before. What cannot be undone, such as a
 * renewal, has no way back.
 *
 * @throws AppError `not_found`; `precondition_failed` when nothing can be undone
 */
export async function undoPlan(ctx: ServiceContext, input: UndoPlanInput): Promise<PlanDto> {
  const { id, key } = parsed(UndoPlanInput, input);
  const plan = await applied(ctx, id);
  if (plan.kind === "import") return readPlan(ctx, { id: await undoImport(ctx, plan, key) });
  const kind = PlannedKind.safeParse(plan.kind).data;
  const way = kind ? backOf(kind, ctx.now()) : null;
  if (!kind || !way)
    throw precondition("What was paid for, and keys that were taken away, cannot be set back.");
  const made = await draftPlan(ctx, {
    key,
    kind,
    change: {
      kind,
      undo: true,
      ...(kind === "lock_update" ? { locked: plan.change.locked === false } : {}),
    },
    selection: { undoOf: id },
    undoOf: id,
    choose: async (tx) => {
      const chosen = (await store.doneRows(tx, id)).flatMap(({ domainId, before }): Chosen[] => {
        const change = way(before);
        return change ? [{ domainId, change }] : [];
      });
      if (chosen.length === 0)
        throw precondition(
          "Nothing of this plan can be undone: nothing was changed, or it is not known from what.",
        );
      return chosen;
    },
  });
  return readPlan(ctx, { id: made });
}

async function applied(ctx: ServiceContext, id: string): Promise<store.PlanRecord> {
  authorize(ctx.actor, "operation.read");
  const plan = await read(ctx, (tx) => store.find(tx, id));
  if (!plan) throw notFound("This plan");
  if (plan.appliedAt === null) throw precondition("This plan has not started.");
  return plan;
}

const PlannedKind = z.enum([
  "renew",
  "nameserver_update",
  "lock_update",
  "auto_renew_update",
  "whois_update",
  "ds_update",
]);

/** The contract's price, which stands with the plan and not with its rows. */
const priceOf = ({ contractPrice }: Json): Json => (contractPrice ? { contractPrice } : {});

/** What one row of a plan asked for, as a change of its own. */
function changeOf(kind: PlanChange["kind"], after: Json): PlanChange {
  const { years, contractPrice, nameservers, glue, locked, enabled } = after;
  const asked = {
    renew: { years, ...(contractPrice ? { contractPrice } : {}) },
    nameserver_update: { nameservers, ...(glue ? { glue } : {}) },
    ds_update: {},
    lock_update: { locked },
    auto_renew_update: { enabled },
    whois_update: { enabled },
  }[kind];
  return PlanChange.parse({ kind, ...asked });
}

/** How long a name stays unlocked that is unlocked again only to undo a plan. */
const UNDONE_DAYS = 7;
const DAY_MS = 86_400_000;

const unlocked = (now: Date): PlanChange => ({
  kind: "lock_update",
  locked: false,
  purpose: "A plan that locked it was undone",
  until: new Date(now.getTime() + UNDONE_DAYS * DAY_MS).toISOString(),
});

/** The change that sets back what a name had; null where that is not known. */
function backOf(kind: PlanChange["kind"], now: Date): ((before: Json) => PlanChange | null) | null {
  switch (kind) {
    case "nameserver_update":
      return ({ nameservers }) =>
        Array.isArray(nameservers) ? PlanChange.parse({ kind, nameservers }) : null;
    case "lock_update":
      return ({ lockState }) => {
        if (lockState === "unlocked") return unlocked(now);
        return lockState === "locked" ? { kind, locked: true } : null;
      };
    case "auto_renew_update":
      return ({ autoRenew }) =>
        autoRenew === "on" || autoRenew === "off" ? { kind, enabled: autoRenew === "on" } : null;
    case "whois_update":
      return ({ privacy }) => (typeof privacy === "boolean" ? { kind, enabled: privacy } : null);
    case "renew":
    case "ds_update":
      return null;
  }
}
