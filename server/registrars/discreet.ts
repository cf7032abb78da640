import type { Availability, BulkAsking, RegistrarGateway } from "./gateway";
import { REGISTRAR_GUIDES } from "./guides";
import type { AccountToOpen } from "./opener";

/** Shorter texts are no secret, and would be found everywhere. */
const SHORTEST = 4;
const BLOT = "[secret]";

/** Words of a registrar's, or with words of its in them. Nothing else of an answer is cleaned. */
const WORDS = ["message", "field", "evidence", "reason", "step"];

type Secrets = readonly string[];

/**
 * The same gateway, whose failures and free words repeat no secret: none of the account's, and none that
 * went along with the call, such as a code or a personal number. The bytes of an answer are cleaned when
 * they come; but a registrar may escape what it repeats, and cut it off.
 */
export function discreet(gateway: RegistrarGateway, account: AccountToOpen): RegistrarGateway {
  const own = secretsOf(account);
  const methods = Object.entries(gateway).flatMap(([name, method]) =>
    typeof method === "function" ? [[name, quiet(method.bind(gateway), own)] as const] : [],
  );
  return {
    ...gateway,
    ...Object.fromEntries(methods),
    checkAvailabilityOf: (names, asking) =>
      checkQuietly(gateway, own, { names, asking: asking ?? {} }),
  };
}

/** The fields of a credential that its guide calls secret, or does not know. */
function secretsOf({ registrar, credential }: AccountToOpen): Secrets {
  const guide = Object.entries(REGISTRAR_GUIDES).find(([kind]) => kind === registrar)?.[1];
  const open = new Set(guide?.fields.flatMap(({ name, isSecret }) => (isSecret ? [] : [name])));
  return Object.entries(credential ?? {}).flatMap(([name, value]) =>
    typeof value === "string" && !open.has(name) ? [value] : [],
  );
}

type Request = {
  readonly authCode?: unknown;
  readonly contacts?: Readonly<Record<string, { readonly fiscalCode?: unknown } | undefined>>;
};

/** What goes along with one call and may not come back. */
function secretsIn(request: unknown): Secrets {
  if (typeof request !== "object" || request === null) return [];
  const { authCode, contacts = {} }: Request = request;
  const codes = Object.values(contacts).map((contact) => contact?.fiscalCode);
  return [authCode, ...codes].filter((one) => typeof one === "string");
}

const quiet =
  (method: (...given: unknown[]) => Promise<unknown>, own: Secrets) =>
  async (...given: unknown[]): Promise<unknown> => {
    const secrets = [...own, ...given.flatMap(secretsIn)];
    return cleaned(await method(...given), secrets);
  };

async function checkQuietly(
  gateway: RegistrarGateway,
  own: Secrets,
  {
    names,
    asking,
  }: { names: Parameters<RegistrarGateway["checkAvailabilityOf"]>[0]; asking: BulkAsking },
): Promise<readonly Availability[]> {
  const { onAnswer } = asking;
  const clean = (answer: Availability): Availability => ({
    ...answer,
    evidence: blotted(answer.evidence, own),
  });
  const answers = await gateway.checkAvailabilityOf(names, {
    ...asking,
    ...(onAnswer ? { onAnswer: (answer) => onAnswer(clean(answer)) } : {}),
  });
  return answers.map(clean);
}

/** A result whose free words are cleaned, and nothing else of it. */
function cleaned(result: unknown, secrets: Secrets): unknown {
  if (typeof result !== "object" || result === null) return result;
  const part = "error" in result ? "error" : "value" in result ? "value" : null;
  if (!part) return result;
  const told: unknown = (result as Record<string, unknown>)[part];
  return { ...result, [part]: cleanWords(told, secrets) };
}

/** What was told, or each of a list of it, with its free words cleaned. */
function cleanWords(told: unknown, secrets: Secrets): unknown {
  if (Array.isArray(told)) return told.map((one: unknown) => cleanWords(one, secrets));
  if (typeof told !== "object" || told === null) return told;
  const words = Object.entries(told).flatMap(([name, text]) =>
    WORDS.includes(name) && typeof text === "string" ? [[name, blotted(text, secrets)]] : [],
  );
  return words.length === 0 ? told : { ...told, ...Object.fromEntries(words) };
}

const blotted = (text: string, secrets: Secrets): string =>
  secrets
    .filter(({ length }) => length >= SHORTEST)
    .reduce((clean, secret) => withoutEndOf(clean.replaceAll(secret, BLOT), secret), text);

/** A quote is cut where it is long, and may end in the middle of a secret. */
function withoutEndOf(text: string, secret: string): string {
  if (!text.includes(secret.slice(0, SHORTEST))) return text;
  for (let length = secret.length - 1; length >= SHORTEST; length -= 1)
    if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length) + BLOT;
  return text;
}
