import type { AuditEntry } from "../audit/entry";
import { mutate } from "../audit/mutate";
import { fiscalCodePlace } from "../contacts/sealed-number";
import type { ServiceContext } from "../kernel/context";
import type { CredentialKeys } from "../kernel/credential-keys";
import { type Place, SealError, seal, sealedWith, unseal } from "../kernel/seal";
import { credentialPlace, proxyPasswordPlace } from "../runtime";
import { secretPlace } from "../webhooks/receive-event";
import * as store from "./store";

/** Every column that holds sealed values. */
const COLUMNS: readonly (store.SealedColumn & {
  readonly what: string;
  readonly action: "account.resealed" | "contact.resealed";
  readonly place: (id: string) => Place;
})[] = [
  {
    what: "registrar keys",
    table: "registrar_accounts",
    column: "credential",
    owner: { table: "registrar_accounts", column: "id" },
    action: "account.resealed",
    place: credentialPlace,
  },
  {
    what: "proxy passwords",
    table: "registrar_accounts",
    column: "proxy_password",
    owner: { table: "registrar_accounts", column: "id" },
    action: "account.resealed",
    place: proxyPasswordPlace,
  },
  {
    what: "webhook secrets",
    table: "webhook_secrets",
    column: "secret",
    owner: { table: "registrar_accounts", column: "account_id" },
    action: "account.resealed",
    place: secretPlace,
  },
  {
    what: "numbers of contacts",
    table: "contacts",
    column: "fiscal_code",
    owner: { table: "contacts", column: "id" },
    action: "contact.resealed",
    place: fiscalCodePlace,
  },
];
type Column = (typeof COLUMNS)[number];

export type Resealed = {
  readonly what: string;
  readonly resealed: number;
  /** Values no key of the ring opens: their secrets have to be entered again. */
  readonly unreadable: number;
};

const FIRST = "00000000-0000-0000-0000-000000000000";

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
      const done = new Set(anew.map(({ id }) => id));
      await record(...older.filter(({ id }) => done.has(id)).map(entryOf(column, keys)));
      return { seen: older.length, done: anew.length, last: older.at(-1)?.id };
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
  { id, sealed }: store.SealedValue,
): Pick<store.SealedValue, "id" | "sealed">[] {
  try {
    return [{ id, sealed: seal(byVersion, unseal(byVersion, sealed, place(id)), place(id)) }];
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
