import { randomUUID } from "node:crypto";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { AppError, type FieldError, invalid } from "../kernel/errors";
import { seal } from "../kernel/seal";
import type { RegistrarFailure, RegistrarGateway, RegistrarKind } from "../registrars/gateway";
import { REGISTRAR_GUIDES } from "../registrars/guides";
import { credentialPlace } from "../runtime";
import { checkedProxy, type StoredProxy, storedProxy } from "./egress-proxy";
import { exampleNameAt } from "./example-name";
import type { Credential, Endpoint, ProxyInput } from "./schemas";

const HINT_LENGTH = 4;
const SHORTEST_HINTED = 12;

/** Does not repeat the field's name: a key pasted into the wrong place would come back. */
const UNKNOWN_FIELD: FieldError = {
  code: "unknown_field",
  message: "This registrar does not ask for one of the fields.",
};

/** A label within a sentence: "Customer ID" is written "customer ID", "API key" stays. */
const inSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/**
 * The fields of a credential as the registrar's guide knows them, without outer spaces or empty ones.
 * @throws AppError `invalid_input` on `credential.<field>` for one that is missing, on `credential` for one that is unknown
 */
export function checkedCredential(registrar: RegistrarKind, given: Credential): Credential {
  const { fields } = REGISTRAR_GUIDES[registrar];
  const errors: Record<string, FieldError[]> = {};
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const isKnown = fields.some((field) => field.name === name);
    if (isKnown && value.trim()) kept[name] = value.trim();
    if (!isKnown) errors.credential = [UNKNOWN_FIELD];
  }
  for (const { name, label, isRequired } of fields)
    if (isRequired && !kept[name])
      errors[`credential.${name}`] = [
        { code: "required", message: `Enter the ${inSentence(label)}.` },
      ];
  if (Object.keys(errors).length === 0) return kept;
  throw new AppError("invalid_input", "Check the marked fields.", { fields: errors });
}

/** The last signs of the secret, to tell two keys apart; none of a short one. */
export function hintOf(registrar: RegistrarKind, credential: Credential): string {
  const secret = REGISTRAR_GUIDES[registrar].fields.find(({ isSecret }) => isSecret);
  const value = secret ? (credential[secret.name] ?? "") : "";
  return value.length < SHORTEST_HINTED ? "" : value.slice(-HINT_LENGTH);
}

/** Seals a credential to the account it belongs to. */
export const sealCredential = (accountId: string, credential: Credential): string =>
  seal(
    environment().credentialKeys.byVersion,
    JSON.stringify(credential),
    credentialPlace(accountId),
  );

/** An account that is about to be, or a new key for one: sealed, so that it travels like any other. */
export type Candidate = StoredProxy & {
  readonly id: string;
  readonly registrar: RegistrarKind;
  readonly endpoint: Endpoint;
  readonly credential: string;
  readonly hint: string;
  readonly callsPerMinute: number | null;
};

/** An account that a new key is for: it is tried the way the account goes. */
type Keeper = StoredProxy & {
  readonly id: string;
  readonly registrar: RegistrarKind;
  readonly endpoint: Endpoint;
  readonly callsPerMinute: number | null;
};

type Connection = {
  readonly registrar: RegistrarKind;
  readonly endpoint: Endpoint;
  readonly credential: Credential;
  readonly proxy?: ProxyInput | null | undefined;
};

/**
 * Makes a candidate of what was typed.
 * @throws AppError `invalid_input`, also on `endpoint` for the simulator outside demo mode, and on `proxy.url`
 */
export function candidateOf({ proxy, credential, ...given }: Connection): Candidate {
  const id = randomUUID();
  const way = storedProxy(id, proxy && checkedProxy(proxy));
  return withNewKey({ ...given, ...way, id, callsPerMinute: null }, credential);
}

/** An account with a new key, to be tried before the old one is dropped. @throws AppError as candidateOf */
export function withNewKey(account: Keeper, given: Credential): Candidate {
  const { id, registrar, endpoint, callsPerMinute } = account;
  const { proxyUrl, proxyUsername, proxyPassword } = account;
  if (endpoint === "simulator" && environment().mode !== "demo")
    throw invalid("endpoint", "blocked", "Simulated accounts work in the demo only.");
  const credential = checkedCredential(registrar, given);
  return {
    ...{ id, registrar, endpoint, callsPerMinute, proxyUrl, proxyUsername, proxyPassword },
    credential: sealCredential(id, credential),
    hint: hintOf(registrar, credential),
  };
}

const TYPED = new Set(["auth_failed", "forbidden", "invalid_request", "unsupported"]);

/** What a registrar's refusal is to the person who typed the key. */
export function refusalOf(registrar: RegistrarKind, failure: RegistrarFailure): AppError {
  const field = REGISTRAR_GUIDES[registrar].fields.find(({ isSecret }) => isSecret)?.name;
  if (!TYPED.has(failure.code) || !field)
    return new AppError("registrar_unavailable", failure.message, {
      ...(failure.retryAfterSeconds ? { retryAfterSeconds: failure.retryAfterSeconds } : {}),
    });
  return new AppError("registrar_refused", failure.message, {
    fields: { [`credential.${field}`]: [{ code: failure.code, message: failure.message }] },
  });
}

/** Opens the way to a registrar. @throws AppError when the credential cannot be one, or the endpoint is closed */
export function opened(ctx: ServiceContext, candidate: Candidate): RegistrarGateway {
  const gateway = ctx.registrars.open(candidate);
  if (!gateway.ok) throw refusalOf(candidate.registrar, gateway.error);
  return gateway.value;
}

/** The first page of the list, or, where a registrar has no list, what it says about one name. */
export const firstAnswer = (gateway: RegistrarGateway) =>
  gateway.capabilities.list.supported
    ? gateway.listDomains({ signal: AbortSignal.timeout(20_000) })
    : gateway.checkAvailability(exampleNameAt(gateway.registrar));

/**
 * Proves that a key is accepted, with a real question.
 * @throws AppError `registrar_refused` on the key's field; `registrar_unavailable`
 */
export async function prove(ctx: ServiceContext, candidate: Candidate): Promise<void> {
  const answer = await firstAnswer(opened(ctx, candidate));
  if (!answer.ok) throw refusalOf(candidate.registrar, answer.error);
}
