import { z } from "zod";
import { ok } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { Accepted, Answer } from "../gateway";
import type { DynadotAccount } from "./account";
import { callRest, type RestOutcome } from "./rest";
import { AuthCode } from "./wire";

const TAKEN_UP = 202;

/** What a change came to: code 202 says that it is taken up and will be seen later. */
export const acceptedBy = (answer: RestOutcome<unknown>): Awaited<Answer<Accepted>> =>
  answer.ok ? ok({ outcome: answer.value.code === TAKEN_UP ? "accepted" : "confirmed" }) : answer;

/** Sets one thing of a name by PUT /domains/{d}/{what}. */
async function put(
  { rest }: DynadotAccount,
  name: DomainName,
  what: string,
  body: Readonly<Record<string, unknown>>,
): Answer<Accepted> {
  const path = `/domains/${name}/${what}` as const;
  return acceptedBy(await callRest(rest, { method: "PUT", path, body, data: z.unknown() }));
}

type Named<T> = { readonly name: DomainName } & T;

/** API3 can only lock, so this is REST. */
export const setTransferLock = (
  account: DynadotAccount,
  { name, locked }: Named<{ locked: boolean }>,
): Answer<Accepted> => put(account, name, "domain_lock", { lock: locked });

/** Switches renewing by itself on or off; Dynadot calls off "donot". */
export const setAutoRenew = (
  account: DynadotAccount,
  { name, enabled }: Named<{ enabled: boolean }>,
): Answer<Accepted> =>
  put(account, name, "renew_option", { renew_option: enabled ? "auto" : "donot" });

/** There is a level between the two, which is told and never set. */
export const setPrivacy = (
  account: DynadotAccount,
  { name, enabled }: Named<{ enabled: boolean }>,
): Answer<Accepted> => put(account, name, "privacy", { privacy_level: enabled ? "full" : "off" });

/** GET /domains/{d}/transfer_auth_code: the code as it stands; neither a new one nor an unlocked name. */
export async function readAuthCode(
  { rest }: DynadotAccount,
  name: DomainName,
): Answer<{ readonly authCode: string }> {
  const answer = await callRest(rest, {
    method: "GET",
    path: `/domains/${name}/transfer_auth_code?new_code=false&unlock_domain_for_transfer=false`,
    data: AuthCode,
  });
  return answer.ok ? ok({ authCode: answer.value.data.auth_code }) : answer;
}
