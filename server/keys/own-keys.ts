import { mutate } from "../audit/mutate";
import type { Actor } from "../auth/actor";
import { authorize } from "../auth/policy";
import { assertSteppedUp } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { AppError, invalid, notFound } from "../kernel/errors";
import { iso } from "../kernel/instant";
import { hashToken, newToken } from "../kernel/tokens";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { AddKeyInput, type ApiKeyDto, RevokeKeyInput } from "./schemas";
import * as store from "./store";

/** What every key begins with, so that one that leaked is known for what it is. */
export const KEY_PREFIX = "nk_";
const MOST_KEYS = 20;
const HINT_SIGNS = 4;

type Person = Extract<Actor, { kind: "user" }>;

function personOf(ctx: ServiceContext): Person {
  authorize(ctx.actor, "self.manage");
  if (ctx.actor.kind !== "user") throw new AppError("forbidden", "Only a person has keys.");
  return ctx.actor;
}

const partnerOf = (ctx: ServiceContext) => (ctx.scope.all ? null : ctx.scope.partnerId);

const toKey = (row: store.KeyRow, now: Date): ApiKeyDto => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  scope: row.scope as ApiKeyDto["scope"],
  createdAt: iso(row.createdAt),
  expiresAt: iso(row.expiresAt),
  lastUsedAt: iso(row.lastUsedAt),
  isExpired: Date.parse(row.expiresAt) <= now.getTime(),
});

/** The caller's keys, newest first. */
export async function listOwnKeys(ctx: ServiceContext): Promise<ApiKeyDto[]> {
  const person = personOf(ctx);
  const rows = await read(ctx, (tx) => store.keysOf(tx, person.id));
  return rows.map((row) => toKey(row, ctx.now()));
}

/**
 * Makes a key that acts for the caller.
 *
 * @returns the key in clear, this once
 * @throws AppError `forbidden` with field `session` without a fresh proof of who asks; `invalid_input` with code
 *   `too_many` beyond twenty keys
 */
export async function addOwnKey(
  ctx: ServiceContext,
  input: AddKeyInput,
): Promise<{ key: ApiKeyDto; token: string }> {
  const person = personOf(ctx);
  const { name, scope, days } = parsed(AddKeyInput, input);
  await assertSteppedUp(ctx);
  const token = KEY_PREFIX + newToken();
  return mutate(ctx, "self.manage", async (tx, record) => {
    if ((await store.keysOf(tx, person.id)).length >= MOST_KEYS)
      throw invalid("name", "too_many", `You have ${MOST_KEYS} keys. Revoke one first.`);
    const row = await store.insertKey(tx, {
      userId: person.id,
      name,
      tokenHash: hashToken(token),
      hint: token.slice(-HINT_SIGNS),
      scope,
      days,
    });
    await record({
      action: "key.added",
      objectId: row.id,
      objectName: name,
      partnerId: partnerOf(ctx),
      after: { scope, expiresAt: iso(row.expiresAt) },
    });
    return { key: toKey(row, ctx.now()), token };
  });
}

/** Ends a key of the caller; the next request with it is refused. @throws AppError `not_found` */
export async function revokeOwnKey(
  ctx: ServiceContext,
  input: RevokeKeyInput,
): Promise<{ id: string }> {
  const person = personOf(ctx);
  const { id } = parsed(RevokeKeyInput, input);
  return mutate(ctx, "self.manage", async (tx, record) => {
    const row = await store.revokeKey(tx, person.id, id);
    if (!row) throw notFound("This key");
    await record({
      action: "key.revoked",
      objectId: id,
      objectName: row.name,
      partnerId: partnerOf(ctx),
    });
    return { id };
  });
}
