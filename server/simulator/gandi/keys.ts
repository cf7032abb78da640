import { z } from "zod";
import { digestOfKey } from "../delegation-keys";
import type { Key } from "../records";
import { json, type SimResponse } from "../wire";
import { bodyOf, type Context, ownDomain, refuseFields, standing, takeUp } from "./context";
import { hrefOf } from "./domain-json";
import { notFound, refused } from "./errors";

const OPERATION = "dnskeys";
const MOST_KEYS = 10;
const FIRST_ID = 1_281_080;

const KeyBody = z.object({
  algorithm: z.int().min(0).max(255),
  type: z.enum(["none", "zsk", "ksk"]).default("ksk"),
  public_key: z.base64().min(4),
});
const KeysBody = z.object({ keys: z.array(KeyBody).min(1).max(MOST_KEYS) });

/** GET /domain/domains/{d}/dnskeys: digests are made here, of keys that were sent. */
export function listKeys(context: Context): SimResponse {
  const { keys = [] } = ownDomain(context);
  const rows = keys.map((key) => toldOf(context, key));
  return json(200, rows, { "total-count": String(rows.length) });
}

/** POST /domain/domains/{d}/dnskeys: one more. */
export function addKey(context: Context): SimResponse {
  const keys = keysOf(context);
  const body = bodyOf(context, KeyBody);
  if (keys.length === MOST_KEYS) throw refused(400, "This domain has too many keys.");
  if (keys.some(({ publicKey }) => publicKey === body.public_key)) throw refused(409);
  return change(context, "The key will be created.", [...keys, keyOf(body, nextId(keys))]);
}

/** PUT /domain/domains/{d}/dnskeys: all of them. */
export function replaceKeys(context: Context): SimResponse {
  const keys = keysOf(context);
  const { keys: wanted } = bodyOf(context, KeysBody);
  const told = new Set(wanted.map(({ public_key }) => public_key));
  if (told.size < wanted.length)
    throw refuseFields(context, [
      { location: "body", name: "keys", description: "a key is given twice" },
    ]);
  const first = nextId(keys);
  const all = wanted.map((body, at) => keyOf(body, first + at));
  return change(context, "The keys will be replaced.", all);
}

/** DELETE /domain/domains/{d}/dnskeys/{id} */
export function removeKey(context: Context): SimResponse {
  const keys = keysOf(context);
  const left = keys.filter(({ id }) => String(id) !== context.part);
  if (left.length === keys.length) throw notFound();
  return change(context, "The key will be deleted.", left);
}

function change(context: Context, message: string, keys: readonly Key[]): SimResponse {
  const { sim, fqdn } = context;
  const patch = { kind: "domain_patched", fqdn, fields: { keys } } as const;
  return takeUp(context, message, () => sim.accept(fqdn, OPERATION, patch));
}

/** What will stand: keys are added and removed one by one, faster than the registry follows. */
const keysOf = (context: Context): readonly Key[] => standing(context, OPERATION, "keys");

const nextId = (keys: readonly Key[]) => Math.max(FIRST_ID, ...keys.map(({ id }) => id)) + 1;

const keyOf = ({ algorithm, type, public_key }: z.output<typeof KeyBody>, id: number): Key => ({
  id,
  algorithm,
  type,
  publicKey: public_key,
});

function toldOf({ fqdn, base }: Context, key: Key) {
  const { id, algorithm, type, publicKey } = key;
  const { keytag, digestType, digest } = digestOfKey(fqdn, key);
  return {
    id,
    algorithm,
    type,
    public_key: publicKey,
    keytag,
    digest_type: digestType,
    digest: digest.toString("hex").toUpperCase(),
    href: `${hrefOf(fqdn, base)}/dnskeys/${id}`,
  };
}
