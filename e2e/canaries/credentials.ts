import { randomUUID } from "node:crypto";
import type { RegistrarKind } from "@/server/registrars/gateway";
import { BULK } from "@/server/simulator/dynadot/accounts";
import { NORTHWIND as RESELLER } from "@/server/simulator/logicboxes/accounts";
import { NORTHWIND as RO_REGISTRAR } from "@/server/simulator/rotld/accounts";
import { TOKENS } from "@/server/simulator/world/accounts";
import type { Canary } from "@/server/testing/canaries";

/** Signs that are written in another way in addresses, HTML, JSON and SQL, so that escaping hides nothing. */
export const secretOf = (what: string) => `c4nary/${what}&+~'"<${randomUUID()}>`;

/** Keys nobody knows at the simulator, and those it takes. */
export const WRONG = {
  gandi: { token: secretOf("gandi") },
  rotld: { registrarId: "sim-reg-canary", password: secretOf("rotld") },
  dynadot: { key: secretOf("dynadot-key"), secret: secretOf("dynadot-secret") },
  resellerclub: { userId: "740999", apiKey: secretOf("resellerclub") },
} satisfies Record<RegistrarKind, Record<string, string>>;
export const RIGHT = {
  gandi: { token: TOKENS.stranger },
  rotld: { registrarId: RO_REGISTRAR.id, password: RO_REGISTRAR.password ?? "" },
  dynadot: { key: BULK.key, secret: BULK.secret, level: "bulk" },
  resellerclub: { userId: RESELLER.userId, apiKey: RESELLER.key },
} satisfies Record<RegistrarKind, Record<string, string>>;
export const KINDS = Object.keys(WRONG) as RegistrarKind[];

const NO_SECRET = new Set(["registrarId", "userId", "level"]);
/** What is secret of some credentials, each by field and registrar. */
export const secretsIn = (credentials: Record<string, Record<string, string>>): Canary[] =>
  Object.entries(credentials).flatMap(([registrar, fields]) =>
    Object.entries(fields)
      .filter(([field]) => !NO_SECRET.has(field))
      .map(([field, secret]): Canary => [`${field} at ${registrar}`, secret]),
  );

/** What a registrar is sent, and could repeat. A password that is only hashed, or signs, it never gets. */
export const SENT: Readonly<
  Record<RegistrarKind, (credentials: typeof WRONG | typeof RIGHT) => string>
> = {
  gandi: ({ gandi }) => gandi.token,
  rotld: ({ rotld }) => rotld.registrarId,
  dynadot: ({ dynadot }) => dynadot.key,
  resellerclub: ({ resellerclub }) => resellerclub.apiKey,
};
