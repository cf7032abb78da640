import { err } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { Accepted, Answer, RegistrarGateway, Registration } from "../gateway";
import { type Contacts, contactsBody } from "./contacts";
import { type Account, paidPath, send } from "./send";

type Changes = Pick<
  RegistrarGateway,
  "register" | "renew" | "updateNameservers" | "setTransferLock" | "setAutoRenew" | "updateContacts"
>;

/**
 * What can be changed of a name at Gandi. Every change is taken up with a 202 and done later: `accepted`
 * is all that an answer can prove, and only a reading shows that it is done.
 */
export function gandiChanges({ api, sharingId }: Account): Changes {
  const pay = (path: string, body: Record<string, unknown>) =>
    send(api, { method: "POST", path: paidPath(path, sharingId), body, isPaid: true });
  const change = (method: "PUT" | "PATCH", path: string, body: Record<string, unknown>) =>
    send(api, { method, path, body });
  return {
    register: (request) => pay("/domain/domains", registrationBody(request)),
    renew: ({ name, periodYears }) =>
      pay(`/domain/domains/${name}/renew`, { duration: periodYears }),
    updateNameservers: ({ name, nameservers }) =>
      change("PUT", `/domain/domains/${name}/nameservers`, { nameservers }),
    setTransferLock: ({ name, locked }) =>
      change("PATCH", `/domain/domains/${name}/status`, { clientTransferProhibited: locked }),
    setAutoRenew: ({ name, enabled }) =>
      change("PATCH", `/domain/domains/${name}/autorenew`, { enabled }),
    updateContacts: ({ name, contacts }) => updateContacts(api, name, contacts),
  };
}

const registrationBody = (request: Registration): Record<string, unknown> => ({
  fqdn: request.name,
  duration: request.periodYears,
  ...contactsBody(request.contacts),
  ...(request.nameservers.length > 0 ? { nameservers: request.nameservers } : {}),
  ...(request.acceptsPremium ? { enforce_premium: true } : {}),
});

async function updateContacts(
  api: Account["api"],
  name: DomainName,
  contacts: Contacts,
): Answer<Accepted> {
  if (contacts.registrant)
    return err({
      code: "unsupported",
      effect: "none",
      message:
        "A change of the holder is a trade of its own at Gandi; start it in Gandi's console.",
    });
  const path = `/domain/domains/${name}/contacts`;
  return send(api, { method: "PATCH", path, body: contactsBody(contacts) });
}
