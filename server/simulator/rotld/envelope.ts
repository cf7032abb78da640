import { Refused, type SimResponse } from "../wire";

/** Messages in both languages of the registry. The words are ours: none are published. */
const MESSAGES: Readonly<Record<string, readonly [en: string, ro: string]>> = {
  "00200": ["Command completed successfully", "Comanda a fost executată cu succes"],
  10001: ["Domain not found", "Domeniul nu a fost găsit"],
  10002: [
    "Domain not managed by this registrar",
    "Domeniul nu este administrat de acest registrar",
  ],
  10009: ["Conflict with an existing object", "Conflict cu un obiect existent"],
  10014: ["Object not found", "Obiectul nu a fost găsit"],
  10501: ["Invalid nameserver list", "Lista serverelor de nume este greșită"],
  10502: ["Nameserver is not registered", "Serverul de nume nu este înregistrat"],
  10506: ["Operation not allowed", "Operațiunea nu este permisă"],
  10508: ["Renewal not allowed", "Reînnoirea nu este permisă"],
  10512: ["Maximum period exceeded", "Perioada maximă a fost depășită"],
  20001: ["Insufficient funds", "Fonduri insuficiente"],
  40003: ["Access denied", "Acces interzis"],
  60001: ["Internal error", "Eroare internă"],
};

const INVALID: readonly [en: string, ro: string] = ["Invalid parameter", "Parametru greșit"];

export type Language = "en" | "ro";

/** The envelope of every answer, with HTTP status 200. */
function envelope(code: string, language: Language, told: unknown, detail = ""): SimResponse {
  const message = (MESSAGES[code] ?? INVALID)[language === "ro" ? 1 : 0];
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({
      error: code === "00200" ? 0 : 1,
      result_code: code,
      result_message: detail ? `${message}: ${detail}` : message,
      data: told,
    }),
  };
}

export const done = (language: Language, told: unknown = {}) => envelope("00200", language, told);

/** A refusal, to be thrown. */
export const refusal = (code: string, language: Language, detail?: string) =>
  new Refused(envelope(code, language, {}, detail));
