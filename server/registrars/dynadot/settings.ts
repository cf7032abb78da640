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

/** PUT /domains/{d}/domain_lock. API3 can only lock. */
export const setTransferLock = async (
  { rest }: DynadotAccount,
  { name, locked }: { name: DomainName; locked: boolean },
): Answer<Accepted> =>
  acceptedBy(
    await callRest(rest, {
      method: "PUT",
      path: `/domains/${name}/domain_lock`,
      body: { lock: locked },
      data: z.unknown(),
    }),
  );

/** PUT /domains/{d}/renew_option */
export const setAutoRenew = async (
  { rest }: DynadotAccount,
  { name, enabled }: { name: DomainName; enabled: boolean },
): Answer<Accepted> =>
  acceptedBy(
    await callRest(rest, {
      method: "PUT",
      path: `/domains/${name}/renew_option`,
      body: { renew_option: enabled ? "auto" : "donot" },
      data: z.unknown(),
    }),
  );

/** PUT /domains/{d}/privacy. There is a level between the two, which is told and never set. */
export const setPrivacy = async (
  { rest }: DynadotAccount,
  { name, enabled }: { name: DomainName; enabled: boolean },
): Answer<Accepted> =>
  acceptedBy(
    await callRest(rest, {
      method: "PUT",
      path: `/domains/${name}/privacy`,
      body: { privacy_level: enabled ? "full" : "off" },
      data: z.unknown(),
    }),
  );

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
