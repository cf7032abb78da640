import { z } from "zod";
import { err, ok, type Result } from "../../kernel/result";
import type { DomainName, HostName } from "../../names/domain-name";
import type { Accepted, Answer, RegistrarFailure } from "../gateway";
import type { DynadotAccount } from "./account";
import { callApi3 } from "./api3";
import { refusal } from "./errors";
import { callRest } from "./rest";
import { acceptedBy } from "./settings";

/** PUT /domains/{d}/nameservers: the whole delegation, 2 to 13 hosts. */
export async function updateNameservers(
  account: DynadotAccount,
  { name, nameservers }: { name: DomainName; nameservers: readonly HostName[] },
): Answer<Accepted> {
  const known = await knownHosts(account, nameservers);
  if (!known.ok) return known;
  const answer = await callRest(account.rest, {
    method: "PUT",
    path: `/domains/${name}/nameservers`,
    body: { nameserver_list: nameservers },
    data: z.unknown(),
  });
  return acceptedBy(answer);
}

/**
 * Makes the hosts known to the account: Dynadot delegates to no host it has not been told of, and only
 * API3 documents the telling. The delegation itself is not touched.
 *
 * @returns `invalid_nameservers` for a wrong number of hosts, before anything is sent
 */
export async function knownHosts(
  { api3 }: DynadotAccount,
  nameservers: readonly HostName[],
): Promise<Result<null, RegistrarFailure>> {
  if (nameservers.length < 2 || nameservers.length > 13)
    return err(refusal("invalid_nameservers", "Dynadot takes 2 to 13 nameservers."));
  for (const host of nameservers) {
    const answer = await callApi3(api3, {
      command: "add_ns",
      parameters: [["host", host]],
      content: z.unknown(),
      asked: "write",
    });
    if (!answer.ok && !/already exists/i.test(answer.error.message)) {
      const code =
        answer.error.code === "invalid_request" ? "invalid_nameservers" : answer.error.code;
      return err({ ...answer.error, code, effect: "none" });
    }
  }
  return ok(null);
}
