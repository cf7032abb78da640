import type { AuditEntry } from "../audit/entry";
import { mutate } from "../audit/mutate";
import { fiscalCodePlace } from "../contacts/sealed-number";
import type { ServiceContext } from "../kernel/context";
import type { CredentialKeys } from "../kernel/credential-keys";
import { type Place, SealError, seal, sealedWith, unseal } from "../kernel/seal";
import { secretsPlace } from "../operations/secrets-place";
import { credentialPlace, proxyPasswordPlace } from "../runtime";
import { secretPlace } from "../webhooks/receive-event";
import * as store from "./store";

/** Where the secrets of a plan's row are sealed to; its operation carries them on. */
function rowPlace(key: string): Place {
  const [planId = "", position] = key.split("|");
  return secretsPlace(planId, Number(position));
}

/** Every column that holds sealed values. */
const COLUMNS: readonly (store.SealedColumn & {
  readonly what: string;
  readonly action: "account.resealed" | "contact.resealed" | "plan.resealed";
  readonly place: (key: string) => Place;
})[] = [
  {
    what: "registrar keys",
    table: "registrar_accounts",
    column: "credential",
    keys: ["id"],
    owner: { table: "registrar_accounts", column: "id" },
    action: "account.resealed",
    place: credentialPlace,
  },
  {
    what: "proxy passwords",
    table: "registrar_accounts",
    column: "proxy_password",
    keys: ["id"],
    owner: { table: "registrar_accounts", column: "id" },
    action: "account.resealed",
    place: proxyPasswordPlace,
  },
  {
    what: "webhook secrets",
    table: "webhook_secrets",
    column: "secret",
    keys: ["id"],
    owner: { table: "registrar_accounts", column: "account_id" },
    action: "account.resealed",
    place: secretPlace,
  },
  {
    what: "numbers of contacts",
    table: "contacts",
    column: "fiscal_code",
    keys: ["id"],
    owner: { table: "contacts", column: "id" },
    action: "contact.resealed",
    place: fiscalCodePlace,
  },
  {
    what: "secrets of plans",
    table: "plan_rows",
    column: "secrets",
    keys: ["plan_id", "position"],
    owner: { table: "plans", column: "plan_id" },
    action: "plan.resealed",
    place: rowPlace,
  },
  {
    what: "secrets of changes",
    table: "operations",
    column: "secrets",
    keys: ["plan_id", "plan_position"],
    owner: { table: "plans", column: "plan_id" },
    action: "plan.resealed",
    place: rowPlace,
  },
];
type Column = (typeof COLUMNS)[number];

export type Resealed = {
  readonly what: string;
  readonly resealed: number;
  /** Values no key of the ring opens: their secrets have to be entered again. */
  readonly unreadable: number;
};

const FIRST = "";

/**
 * Seals everything anew that was sealed with an older key than the newest, so that the older keys can be
 * given up. Safe to run again, and while servers run: a batch is one transaction, and a value that somebody
 * replaces meanwhile is theirs.
 *
 * @param batch values of one transaction
 */
export async function reseal(
  ctx: ServiceContext,
  keys: CredentialKeys,
  batch = 500,
): Promise<Resealed[]> {
  const counts: Resealed[] = [];
  for (const column of COLUMNS) counts.push(await resealColumn(ctx, column, keys, batch));
  return counts;
}

async function resealColumn(
  ctx: ServiceContext,
  column: Column,
  keys: CredentialKeys,
  most: number,
): Promise<Resealed> {
  let resealed = 0;
  let unreadable = 0;
  let after = FIRST;
  for (;;) {
    const step = await mutate(ctx, "account.manage", async (tx, record) => {
      const older = await store.lockOlder(tx, column, { newest: keys.current, after, most });
      const anew = older.flatMap((value) => sealedAnew(column, keys, value));
      await store.saveSealed(tx, column, anew);
      const done = new Set(anew.map(({ key }) => key));
      await record(...older.filter(({ key }) => done.has(key)).map(entryOf(column, keys)));
      return { seen: older.length, done: anew.length, last: older.at(-1)?.key };
    });
    resealed += step.done;
    unreadable += step.seen - step.done;
    if (step.seen < most || !step.last) return { what: column.what, resealed, unreadable };
    after = step.last;
  }
}

/** The same secret under the newest key; nothing where no key opens it. */
function sealedAnew(
  { place }: Column,
  { byVersion }: CredentialKeys,
  { key, sealed }: store.SealedValue,
): Pick<store.SealedValue, "key" | "sealed">[] {
  try {
    return [{ key, sealed: seal(byVersion, unseal(byVersion, sealed, place(key)), place(key)) }];
  } catch (error) {
    if (error instanceof SealError) return [];
    throw error;
  }
}

const entryOf =
  ({ what, action }: Column, keys: CredentialKeys) =>
  ({ sealed, ownerId, ownerName, partnerId }: store.SealedValue): AuditEntry => ({
    action,
    objectId: ownerId,
    objectName: ownerName,
    partnerId,
    before: { secret: what, keyVersion: sealedWith(sealed) },
    after: { secret: what, keyVersion: keys.current },
  });
