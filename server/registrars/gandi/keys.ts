import { err, ok } from "../../kernel/result";
import { type DelegationKey, delegationKeyProblem } from "../../names/delegation-key";
import type { DomainName } from "../../names/domain-name";
import type { Accepted, Answer, RegistrarGateway } from "../gateway";
import { malformed, refusal } from "./errors";
import { readAll } from "./pages";
import { type Account, send } from "./send";
import { type GandiKey, GandiKeys } from "./wire";

type Keys = Pick<RegistrarGateway, "readDs" | "setDs" | "deleteDs">;

const TAKEN = { 200: "accepted", 202: "accepted", 204: "accepted" } as const;

/** The keys of a name at its registry. Gandi takes keys and makes their digests itself. */
export const gandiKeys = (account: Account): Keys => ({
  readDs: async (name, signal) => {
    const told = await readAll(account, listOf(name), { rows: GandiKeys, signal });
    if (!told.ok) return told;
    const keys = told.value.map(toKey);
    return keys.some((key) => delegationKeyProblem(key) !== null)
      ? err(malformed("A key of the list is none."))
      : ok({ takes: "dnskey", keys });
  },
  setDs: async ({ name, keys }) => {
    const bodies = keys.map(toBody);
    const problem = keys.map(delegationKeyProblem).find((one) => one !== null);
    if (problem) return err(refusal("invalid_request", problem, "keys"));
    if (keys.length === 0 || bodies.includes(null))
      return err(refusal("invalid_request", "Gandi takes the public keys themselves.", "keys"));
    const call = { method: "PUT", path: listOf(name), body: { keys: bodies } } as const;
    return send(account.api, call, TAKEN);
  },
  deleteDs: ({ name }) => deleteAll(account, name),
});

const listOf = (name: DomainName) => `/domain/domains/${name}/dnskeys`;

const FLAGS = { ksk: 257, zsk: 256 } as const;

const toKey = (told: GandiKey): DelegationKey =>
  told.public_key && told.type !== "none"
    ? {
        form: "dnskey",
        flags: FLAGS[told.type],
        algorithm: told.algorithm,
        publicKey: told.public_key.replaceAll(/\s/g, ""),
      }
    : {
        form: "ds",
        keyTag: told.keytag,
        algorithm: told.algorithm,
        digestType: told.digest_type,
        digest: told.digest.toUpperCase(),
      };

const toBody = (key: DelegationKey) =>
  key.form === "dnskey"
    ? {
        algorithm: key.algorithm,
        type: key.flags === FLAGS.ksk ? "ksk" : "zsk",
        public_key: key.publicKey,
      }
    : null;

/** DELETE …/dnskeys/{id}, one by one: of a key that is gone already nothing is left to do. */
async function deleteAll(account: Account, name: DomainName): Answer<Accepted> {
  const told = await readAll(account, listOf(name), { rows: GandiKeys, signal: undefined });
  if (!told.ok) return told;
  for (const [count, { id }] of told.value.entries()) {
    const path = `${listOf(name)}/${id}`;
    const gone = await send(account.api, { method: "DELETE", path }, TAKEN);
    const isGone = gone.ok || gone.error.code === "domain_unknown";
    if (!isGone) return count === 0 ? gone : err({ ...gone.error, effect: "unknown" });
  }
  return ok({ outcome: told.value.length === 0 ? "confirmed" : "accepted" });
}
