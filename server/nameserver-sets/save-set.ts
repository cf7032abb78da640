import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { invalid, notFound } from "../kernel/errors";
import { isDuplicate, read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { normaliseNameservers } from "../names/nameserver-list";
import { ownerOf } from "../partners/owner-of";
import { toSet } from "./list-sets";
import {
  AddNameserverSetInput,
  ChangeNameserverSetInput,
  type NameserverSetDto,
  NameserverSetRef,
} from "./schemas";
import * as store from "./store";

const nameTaken = () => invalid("name", "taken", "There is a set of this name already.");

/** @throws AppError `invalid_input` at the line that is wrong, with codes of {@link normaliseNameservers} */
function hostsOf(typed: readonly string[]): string[] {
  const hosts = normaliseNameservers(typed);
  if (hosts.ok) return [...hosts.value];
  const { at, code, message } = hosts.error;
  throw invalid(at === null ? "hosts" : `hosts.${at}`, code, message);
}

/** @throws AppError `invalid_input` with field `isShared` for a partner's own set */
function sharedOf(isShared: boolean, partnerId: string | null): boolean {
  if (isShared && partnerId !== null)
    throw invalid("isShared", "conflict", "Only the house shares its sets with every partner.");
  return isShared;
}

const shown = async (ctx: ServiceContext, id: string): Promise<NameserverSetDto> => {
  const set = await read(ctx, (tx) => store.find(tx, id));
  if (!set) throw notFound("This set");
  return toSet(set);
};

/**
 * Gives some nameservers a name. One of the house's that is shared is offered to every partner, and changed by none.
 *
 * @throws AppError `invalid_input` with codes of {@link normaliseNameservers}, `taken` for a name that its owner has
 *   already; `not_found` for another partner than the customer's own
 */
export async function addNameserverSet(
  ctx: ServiceContext,
  input: AddNameserverSetInput,
): Promise<NameserverSetDto> {
  authorize(ctx.actor, "nameserver_set.manage");
  const { name, hosts: typed, partnerId: asked, ...rest } = parsed(AddNameserverSetInput, input);
  const hosts = hostsOf(typed);
  const id = await mutate(ctx, "nameserver_set.manage", async (tx, record) => {
    const partnerId = await ownerOf(tx, ctx, asked);
    const isShared = sharedOf(rest.isShared ?? false, partnerId);
    const made = await store.insert(tx, { name, hosts, partnerId, isShared });
    if (made === null) throw nameTaken();
    await record({
      action: "nameserver_set.added",
      objectId: made,
      objectName: name,
      partnerId,
      after: { nameservers: hosts, ...(isShared ? { shared: true } : {}) },
    });
    return made;
  });
  return shown(ctx, id);
}

type Written = Pick<store.SetRecord, "name" | "hosts" | "isShared">;

/** What differs between two states of a set, as the log keeps it: of each the one side. */
function difference(before: Written, after: Written) {
  const told = ({ name, hosts, isShared }: Written) =>
    Object.entries({ name, nameservers: hosts, shared: isShared });
  const texts = new Map(told(after).map(([key, value]) => [key, JSON.stringify(value)]));
  const moved = told(before).flatMap(([key, value]) =>
    JSON.stringify(value) === texts.get(key) ? [] : [key],
  );
  const pick = (set: Written) =>
    Object.fromEntries(told(set).filter(([key]) => moved.includes(key)));
  return { isSame: moved.length === 0, before: pick(before), after: pick(after) };
}

/**
 * Renames a set, or changes its nameservers. Names keep the nameservers they have: a set is what is offered from now on.
 *
 * @throws AppError as {@link addNameserverSet}; `not_found`
 */
export async function changeNameserverSet(
  ctx: ServiceContext,
  input: ChangeNameserverSetInput,
): Promise<NameserverSetDto> {
  authorize(ctx.actor, "nameserver_set.manage");
  const { setId, ...asked } = parsed(ChangeNameserverSetInput, input);
  const hosts = asked.hosts && hostsOf(asked.hosts);
  await mutate(ctx, "nameserver_set.manage", async (tx, record) => {
    const before = await store.hold(tx, setId);
    if (!before) throw notFound("This set");
    const after = {
      name: asked.name ?? before.name,
      hosts: hosts ?? before.hosts,
      isShared: sharedOf(asked.isShared ?? before.isShared, before.partnerId),
    };
    const { isSame, ...moved } = difference(before, after);
    if (isSame) return record();
    if (await store.hasName(tx, before, after.name)) throw nameTaken();
    await store.update(tx, setId, after);
    await record({
      action: "nameserver_set.changed",
      objectId: setId,
      objectName: after.name,
      partnerId: before.partnerId,
      ...moved,
    });
  }).catch((error: unknown) => {
    // Two people gave two sets one name in the same moment.
    throw isDuplicate(error) ? nameTaken() : error;
  });
  return shown(ctx, setId);
}

/** Forgets a set; names keep their nameservers. @throws AppError `not_found` */
export async function removeNameserverSet(
  ctx: ServiceContext,
  input: NameserverSetRef,
): Promise<void> {
  authorize(ctx.actor, "nameserver_set.manage");
  const { setId } = parsed(NameserverSetRef, input);
  await mutate(ctx, "nameserver_set.manage", async (tx, record) => {
    const set = await store.hold(tx, setId);
    if (!set) throw notFound("This set");
    await store.remove(tx, setId);
    await record({
      action: "nameserver_set.removed",
      objectId: setId,
      objectName: set.name,
      partnerId: set.partnerId,
      before: { nameservers: set.hosts },
    });
  });
}
