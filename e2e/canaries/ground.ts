import { randomUUID } from "node:crypto";
import { parseCredentialKeys } from "@/server/kernel/credential-keys";
import { seal } from "@/server/kernel/seal";
import { newToken } from "@/server/kernel/tokens";
import type { RegistrarKind } from "@/server/registrars/gateway";
import type { ScriptClient } from "@/server/simulator/script-client";
import type { Canary } from "@/server/testing/canaries";
import type { Account, House } from "../house";
import type { Answer } from "../http-client";
import type { OwnHouse } from "../own-house";
import { RIGHT, secretOf, secretsIn, WRONG } from "./credentials";

/** What is planted in one house, and where it was told what it should keep to itself. */
export class Planted {
  readonly webhookSecret = secretOf("webhook");
  readonly password = secretOf("password");
  readonly wrongPassword = secretOf("wrong-password");
  readonly sessionToken = newToken();
  readonly eventCode = secretOf("event-auth-code");
  readonly proxyPassword = secretOf("proxy-password");
  readonly cnp = "2990101226784";
  readonly others: Canary[] = [];

  constructor(private readonly own: OwnHouse) {}

  get all(): Canary[] {
    const { demo } = this.own;
    return [
      ...secretsIn(WRONG),
      ...secretsIn(RIGHT),
      ["secret of events", this.webhookSecret],
      ["password of a proxy", this.proxyPassword],
      ["password", this.password],
      ["wrong password", this.wrongPassword],
      ["session token", this.sessionToken],
      ["auth code in an event", this.eventCode],
      ["CNP", this.cnp],
      ["secret of cookies", demo.authSecret],
      ["secret of cron", demo.cronSecret],
      ["key of credentials", demo.credentialKeys.replace(/^\d+:/, "")],
      ...this.others,
    ];
  }
}

/** One demo, everything that was planted in it, and every answer it gave. */
export type Ground = {
  readonly own: OwnHouse;
  readonly house: House;
  readonly simulator: ScriptClient;
  readonly planted: Planted;
  readonly answers: Answer[];
};

/** Seals a secret to its place, as the demo would. */
export function sealFor({ own }: Ground, text: string, place: string): string {
  const keys = parseCredentialKeys(own.demo.credentialKeys);
  if (!keys) throw new Error("The demo has no credential keys.");
  return seal(keys.byVersion, text, place);
}

/** Connects an account with a key that nobody tried. */
export async function plantAccount(
  ground: Ground,
  registrar: RegistrarKind,
  credential: Record<string, string>,
): Promise<Account> {
  const id = randomUUID();
  const name = `${registrar} ${id.slice(0, 8)}`;
  const place = `registrar_accounts|credential|${id}`;
  const sealed = sealFor(ground, JSON.stringify(credential), place);
  await ground.house.sql`
    insert into registrar_accounts (id, name, registrar, endpoint, credential, credential_hint)
    values (${id}, ${name}, ${registrar}, 'simulator', ${sealed}, 'hint')`;
  return { id, name };
}
