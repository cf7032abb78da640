import type { z } from "zod";
import { authorize } from "../auth/policy";
import { chosenContacts } from "../contacts/chosen-contacts";
import { type OpenContact, openContacts } from "../contacts/open-contacts";
import type { ServiceContext } from "../kernel/context";
import { invalid, notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { spend } from "../limits/store";
import { parseMinor } from "../names/money";
import { normaliseNameservers } from "../names/nameserver-list";
import type { IntentSecrets } from "../operations/intents";
import { assertPartnerInUse } from "../partners/in-use";
import * as factStore from "../plans/facts/store";
import { costGate } from "../plans/gates";
import { unchanged } from "../plans/judging/judged";
import { readPlan } from "../plans/read-plan";
import { sealSecrets } from "../plans/row-secrets";
import type { PlanDto } from "../plans/schemas";
import { sidesOf } from "../plans/sides";
import type { NewRow } from "../plans/store";
import { hashOf, type Judgement, sha256, writePlan } from "../plans/write-plan";
import { askRegistrar } from "./ask-registrar";
import { type Contacts, holderNeed } from "./holder-needs";
import { type Order, obstacleOf } from "./judge-registration";
import { MakeRegistrationPlanInput } from "./schemas";
import * as store from "./store";
import { type TypedName, typedNames } from "./typed-names";

const PLANS = { times: 30, perSeconds: 600 };
const TOO_MANY = "That is many plans in a short time. Wait a little, then try again.";

type Asked = Omit<z.output<typeof MakeRegistrationPlanInput>, "key" | "names"> & {
  readonly names: readonly TypedName[];
  readonly owner: string | null;
  readonly price: Order["contractPrice"];
};

/**
 * Previews the registration of names: nothing is sent, registrars are only asked whether the names are free and what
 * they cost. Both are asked once more right before anything is sent. The contacts are taken as they are now, and go
 * sealed with the plan.
 *
 * @throws AppError `invalid_input` on `names`, `nameservers.N`, `accountId`, `contacts.ROLE`, `partnerId`,
 *   `contractPrice`, `key`; `rate_limited` above 30 plans in 10 minutes
 */
export const makeRegistrationPlan = (
  ctx: ServiceContext,
  input: MakeRegistrationPlanInput,
): Promise<PlanDto> => planFor(ctx, input, {});

/** The same, of names another plan could not register. */
export async function planFor(
  ctx: ServiceContext,
  input: MakeRegistrationPlanInput,
  origin: { readonly retryOf?: string },
): Promise<PlanDto> {
  authorize(ctx.actor, "domain.pay");
  const { key, names, ...rest } = parsed(MakeRegistrationPlanInput, input);
  const { years, accountId, contacts } = rest;
  const nameservers = hostsOf(rest.nameservers);
  const owner = ownerOf(ctx, rest.partnerId);
  const price = priceOf(rest.contractPrice);
  const asked = { ...rest, nameservers, owner, price, names: typedNames(names) };
  const id = await writePlan(
    ctx,
    {
      key,
      kind: "register",
      change: { kind: "register", years, nameservers, contractPrice: price },
      selection: { names, accountId, contacts, partnerId: owner },
      ...origin,
    },
    (planId) => judged(ctx, planId, asked),
  );
  return readPlan(ctx, { id });
}

function hostsOf(typed: readonly string[]): string[] {
  if (typed.length === 0) return [];
  const hosts = normaliseNameservers(typed);
  if (hosts.ok) return [...hosts.value];
  const { at, code, message } = hosts.error;
  throw invalid(at === null ? "nameservers" : `nameservers.${at}`, code, message);
}

function ownerOf({ scope }: ServiceContext, asked: string | null | undefined): string | null {
  if (scope.all) return asked ?? null;
  if (asked && asked !== scope.partnerId) throw notFound("This partner");
  return scope.partnerId;
}

function priceOf(typed: Asked["contractPrice"]): Order["contractPrice"] {
  if (!typed) return null;
  const price = parseMinor(typed.amount.trim(), typed.currency);
  if (price.ok) return price.value;
  const { code, message } = price.error;
  const field = code === "currency" ? "contractPrice.currency" : "contractPrice.amount";
  throw invalid(field, code, message);
}

async function judged(ctx: ServiceContext, planId: string, asked: Asked): Promise<Judgement> {
  await spend(ctx.db, `registration|${ctx.actor.id}`, PLANS, TOO_MANY);
  const { account, opened, known, underWay } = await gather(ctx, asked);
  const contacts = contactsOf(opened, asked);
  const order: Order = {
    years: asked.years,
    nameservers: asked.nameservers,
    registrant: opened.get(asked.contacts.registrant)?.name ?? "",
    side: sidesOf(ctx, new Map([[account.id, account]])).get(account.id),
    holderNeed: holderNeed(account.registrar, contacts),
    contractPrice: asked.price,
  };
  const looked = asked.names.map((one) => {
    if ("problem" in one)
      return {
        name: one.typed,
        verdict: unchanged("impossible", one.problem.code, one.problem.message),
      };
    const { name } = one.normal;
    const standing = { flags: known.get(name) ?? null, isUnderWay: underWay.has(name) };
    return { name, verdict: obstacleOf(one.normal, order, standing) };
  });
  const judgements = await askRegistrar(looked, order);
  const secrets = { contacts } satisfies IntentSecrets;
  const rows = judgements.map(
    ({ name, ...judgement }, position): NewRow => ({
      position,
      partnerId: asked.owner,
      domainId: null,
      accountId: account.id,
      name,
      before: {},
      after: judgement.after,
      verdict: judgement.verdict,
      rule: judgement.rule ?? null,
      detail: judgement.detail ?? null,
      risks: judgement.risks,
      costMinor: judgement.costMinor ?? null,
      currency: judgement.currency ?? null,
      fingerprint: sha256(JSON.stringify([account.id, asked.owner, asked.contacts, name])),
      secrets: judgement.verdict === "change" ? sealSecrets(planId, position, secrets) : null,
    }),
  );
  return { rows, gates: costGate(judgements), hash: hashOf(rows) };
}

/** Everything that stands here, read in one snapshot. */
function gather(ctx: ServiceContext, { accountId, contacts, names, owner }: Asked) {
  const wanted = names.flatMap((one) => ("normal" in one ? [one.normal.name] : []));
  return read(ctx, async (tx) => {
    const accounts = await store.accountsFor(tx, ctx.scope.all ? null : ctx.scope.partnerId);
    const account = accounts.find(({ id }) => id === accountId);
    if (!account) throw invalid("accountId", "unknown", "Choose one of the accounts.");
    if (ctx.scope.all) await assertPartnerInUse(tx, owner);
    const known = await store.knownNames(tx, wanted);
    return {
      account,
      opened: await openContacts(tx, [
        ...new Set(Object.values(contacts).flatMap((id) => id ?? [])),
      ]),
      known: new Map(known.map(({ name, flags }) => [name as string, flags])),
      underWay: await factStore.namesUnderWay(tx, wanted, "register"),
    };
  });
}

/**
 * The people by role, as the registrar will be told of them. The holder is the partner's own contact; the house may
 * stand in for the other roles, and be the holder of names that are its own.
 */
function contactsOf(
  opened: ReadonlyMap<string, OpenContact>,
  { contacts, owner }: Asked,
): Contacts {
  const chosen = Object.entries(chosenContacts(contacts, opened));
  for (const [role, { name, partnerId }] of chosen)
    if (partnerId !== owner && (partnerId !== null || role === "registrant"))
      throw invalid(
        `contacts.${role}`,
        "foreign",
        `${name} does not belong to the names' partner.`,
      );
  return Object.fromEntries(chosen.map(([role, { contact }]) => [role, contact]));
}
