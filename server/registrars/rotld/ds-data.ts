import { err, ok } from "../../kernel/result";
import {
  type DelegationKey,
  delegationKeyProblem,
  delegationKeyText,
} from "../../names/delegation-key";
import type { DomainName } from "../../names/domain-name";
import type { OutboundClient } from "../../outbound/call";
import type { Accepted, Answer, DsSet, RegistrarFailure } from "../gateway";
import { run } from "./command";
import { domainInfo } from "./domain-info";
import { malformed } from "./errors";
import { nameProblem } from "./names";
import { AnyData, RotldDsData } from "./wire";

type Digest = Extract<DelegationKey, { form: "ds" }>;

const ALGORITHMS = new Set([3, 5, 6, 7, 8, 10, 12, 13, 14]);
const DIGEST_TYPES = new Set([1, 2]);

/** The digests of a name, from what the registry tells of it. */
export async function readDs(
  api: OutboundClient,
  name: DomainName,
  signal?: AbortSignal,
): Answer<DsSet> {
  const told = await digestsOf(api, name, signal);
  return told.ok ? ok({ takes: "ds", keys: told.value }) : told;
}

async function digestsOf(
  api: OutboundClient,
  name: DomainName,
  signal?: AbortSignal,
): Answer<readonly Digest[]> {
  const told = await domainInfo(api, name, signal);
  if (!told.ok) return told;
  const read = RotldDsData.safeParse(told.value.dsData);
  const digests = (read.data ?? []).map(
    (one): Digest => ({
      form: "ds",
      keyTag: one.keytag,
      algorithm: one.alg,
      digestType: one.digest_type,
      digest: one.digest.toUpperCase(),
    }),
  );
  return !read.success || digests.some((key) => delegationKeyProblem(key) !== null)
    ? err(malformed("A digest of the name is none.", { isWrite: false }))
    : ok(digests);
}

/**
 * Makes the digests of a name exactly these. The registry adds them one by one and removes all at once:
 * where one of those there must go, the name has none until the new ones are in.
 */
export async function setDs(
  api: OutboundClient,
  { name, keys }: { name: DomainName; keys: readonly DelegationKey[] },
): Answer<Accepted> {
  const wanted = keys.filter((key) => key.form === "ds");
  const problem = nameProblem(name) ?? problemOf(keys, wanted);
  if (problem) return err(problem);
  const present = await digestsOf(api, name);
  if (!present.ok) return present;
  const isWanted = (key: Digest) => wanted.some((one) => isSame(one, key));
  const mustClear = !present.value.every(isWanted);
  const there = mustClear ? [] : present.value;
  const steps = [
    ...(mustClear ? [() => clear(api, name)] : []),
    ...wanted
      .filter((key) => !there.some((one) => isSame(one, key)))
      .map((key) => () => add(api, name, key)),
  ];
  for (const [count, step] of steps.entries()) {
    const done = await step();
    if (!done.ok) return count === 0 ? done : err({ ...done.error, effect: "unknown" });
  }
  return ok({ outcome: "confirmed" });
}

/** domain-dsdata-remove: all of them. */
export async function deleteDs(api: OutboundClient, name: DomainName): Answer<Accepted> {
  const problem = nameProblem(name);
  return problem ? err(problem) : clear(api, name);
}

async function clear(api: OutboundClient, name: DomainName): Answer<Accepted> {
  const fields = [["domain", name]] as const;
  const command = "domain-dsdata-remove";
  const told = await run(api, { command, fields, data: AnyData, kind: "write" });
  return told.ok ? ok({ outcome: "confirmed" }) : told;
}

async function add(api: OutboundClient, name: DomainName, key: Digest): Answer<Accepted> {
  const told = await run(api, {
    command: "domain-dsdata-add",
    fields: [
      ["domain", name],
      ["keytag", String(key.keyTag)],
      ["alg", String(key.algorithm)],
      ["digest_type", String(key.digestType)],
      ["digest", key.digest],
    ],
    data: AnyData,
    kind: "write",
  });
  return told.ok ? ok({ outcome: "confirmed" }) : told;
}

const isSame = (one: Digest, other: Digest) => delegationKeyText(one) === delegationKeyText(other);

function problemOf(
  keys: readonly DelegationKey[],
  digests: readonly Digest[],
): RegistrarFailure | null {
  const refusal = (message: string): RegistrarFailure => ({
    code: "invalid_request",
    effect: "none",
    field: "keys",
    message,
  });
  if (keys.length === 0 || digests.length < keys.length)
    return refusal("ROTLD takes digests of keys (DS), not the keys themselves.");
  const problem = digests.map(delegationKeyProblem).find((one) => one !== null);
  if (problem) return refusal(problem);
  return digests.every(
    ({ algorithm, digestType }) => ALGORITHMS.has(algorithm) && DIGEST_TYPES.has(digestType),
  )
    ? null
    : refusal("ROTLD takes algorithms 3, 5 to 8, 10 and 12 to 14, and digest types 1 and 2.");
}
