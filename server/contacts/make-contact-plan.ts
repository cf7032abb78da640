import { z } from "zod";
import type { Transaction } from "@/db/client";
import { Selection } from "../domains/schemas";
import type { ServiceContext } from "../kernel/context";
import { eachAtOnce } from "../kernel/each-at-once";
import { precondition } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import type { IntentSecrets } from "../operations/intents";
import { type Cause, causeOf } from "../operations/kinds";
import { fingerprintOf } from "../plans/draft-plan";
import type { NameFacts } from "../plans/facts/store";
import { gatesOf } from "../plans/gates";
import { type JudgedName, rowOf, standingOf } from "../plans/judging/standing";
import { readPlan } from "../plans/read-plan";
import { sealSecrets } from "../plans/row-secrets";
import { IntentKey, type PlanDto } from "../plans/schemas";
import { type Side, sidesOf } from "../plans/sides";
import * as plans from "../plans/store";
import { hashOf, type Judgement, writePlan } from "../plans/write-plan";
import { chosenIds } from "../portfolio/bulk/selection";
import type { ContactsTold } from "../registrars/gateway";
import { chosenContacts } from "./chosen-contacts";
import { contactsOf, judgeContacts } from "./judge-contacts";
import { openContacts } from "./open-contacts";
import { ChosenContacts } from "./schemas";

const KIND = "contact_update";

export const MakeContactPlanInput = z.strictObject({
  key: IntentKey,
  selection: Selection,
  contacts: ChosenContacts,
});
export type MakeContactPlanInput = z.input<typeof MakeContactPlanInput>;

type Roles = z.output<typeof ChosenContacts>;
type Asked = {
  readonly key: string;
  readonly contacts: Roles;
  readonly selection: Readonly<Record<string, unknown>>;
  readonly retryOf?: string;
  readonly choose: (tx: Transaction) => Promise<readonly string[]>;
};

/**
 * Previews other contacts for the chosen names: nothing is sent, registrars are only asked who the names belong to. The
 * persons are taken as the book has them now, and go sealed with the plan.
 *
 * @throws AppError `invalid_input` on `contacts`, `contacts.ROLE`, `key`; `not_found` when none of the names exist;
 *   `conflict` when the choice holds another number of names than when it was made
 */
export async function makeContactPlan(
  ctx: ServiceContext,
  input: MakeContactPlanInput,
): Promise<PlanDto> {
  const { key, selection, contacts } = parsed(MakeContactPlanInput, input);
  return planFor(ctx, {
    key,
    contacts,
    selection,
    choose: (tx) => chosenIds(tx, ctx, selection),
  });
}

const Change = z.object({ contacts: ChosenContacts });

/** Plans once more what failed for some kinds of cause, with the contacts as they are now. @throws AppError `precondition_failed` when nothing did */
export function retryContacts(
  ctx: ServiceContext,
  { id, change }: plans.PlanRecord,
  { key, causes }: { readonly key: string; readonly causes: readonly Cause[] },
): Promise<PlanDto> {
  return planFor(ctx, {
    key,
    contacts: Change.parse(change).contacts,
    selection: { retryOf: id, causes },
    retryOf: id,
    choose: async (tx) => {
      const failed = (await plans.failedRows(tx, id)).flatMap(({ domainId, code }) =>
        domainId && causes.includes(causeOf(code ?? "")) ? [domainId] : [],
      );
      if (failed.length === 0) throw precondition("Nothing failed for these causes.");
      return failed;
    },
  });
}

/** Looks at the names of a preview anew. */
export const contactsAgain = (
  ctx: ServiceContext,
  { id, change }: plans.PlanRecord,
  key: string,
): Promise<PlanDto> =>
  planFor(ctx, {
    key,
    contacts: Change.parse(change).contacts,
    selection: { againOf: id },
    choose: (tx) => plans.keptNames(tx, id),
  });

async function planFor(
  ctx: ServiceContext,
  { choose, contacts, ...asked }: Asked,
): Promise<PlanDto> {
  const id = await writePlan(
    ctx,
    { ...asked, kind: KIND, change: { kind: KIND, contacts } },
    (planId) => judged(ctx, planId, { contacts, choose }),
  );
  return readPlan(ctx, { id });
}

/** Everything that stands here, read in one snapshot. */
function gather(ctx: ServiceContext, { contacts, choose }: Pick<Asked, "contacts" | "choose">) {
  return read(ctx, async (tx) => {
    const standing = await standingOf(tx, ctx, KIND, await choose(tx));
    const ids = Object.values(contacts).flatMap((id) => id ?? []);
    return {
      standing,
      wanted: chosenContacts(contacts, await openContacts(tx, [...new Set(ids)])),
    };
  });
}

async function judged(
  ctx: ServiceContext,
  planId: string,
  asked: Pick<Asked, "contacts" | "choose">,
): Promise<Judgement> {
  const { standing, wanted } = await gather(ctx, asked);
  const { facts: all, accounts, underWay } = standing;
  const sides = sidesOf(ctx, accounts);
  const seen = await presentContacts(all, sides);
  const now = ctx.now();
  const names = all.map((facts): JudgedName => {
    const side = sides.get(facts.accountId);
    const told = seen.get(facts.id) ?? null;
    const isUnderWay = underWay.has(facts.name);
    return { facts, ...judgeContacts({ facts, wanted, side, told, isUnderWay, now }) };
  });
  const secrets = { contacts: contactsOf(wanted) } satisfies IntentSecrets;
  const rows = names.map((name, position) =>
    rowOf(name, {
      position,
      fingerprint: fingerprintOf(name.facts, KIND),
      secrets: name.verdict === "change" ? sealSecrets(planId, position, secrets) : null,
    }),
  );
  return { rows, gates: gatesOf(names, standing), hash: hashOf(rows) };
}

/** Of more names than these the registrars are not asked what they have now; they are, before anything is sent. */
const MOST_READ = 50;
const AT_ONCE = 6;

async function presentContacts(
  all: readonly NameFacts[],
  sides: ReadonlyMap<string, Side>,
): Promise<ReadonlyMap<string, ContactsTold>> {
  const seen = new Map<string, ContactsTold>();
  if (all.length > MOST_READ) return seen;
  await eachAtOnce(all, AT_ONCE, async ({ id, accountId, name }) => {
    const reader = sides.get(accountId)?.reader;
    if (!reader?.capabilities.contacts.supported) return;
    const told = await reader.readContacts(name);
    if (!("effect" in told)) seen.set(id, told);
  });
  return seen;
}
