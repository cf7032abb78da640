import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { Accepted, Answer, RegistrarFailure, Registration, Renewal } from "../gateway";
import type { DynadotAccount } from "./account";
import { type ContactIds, createContacts } from "./contacts";
import { malformed, refusal } from "./errors";
import { affordable, affordableRenewal } from "./guard";
import { knownHosts } from "./nameservers";
import { callRest, type RestOutcome } from "./rest";
import { Ordered } from "./wire";

/**
 * POST /domains/{d}/register, after the price was asked, hosts and contacts made known. It is done when
 * it is answered. Without contacts or nameservers the account's own are used.
 */
export async function register(account: DynadotAccount, order: Registration): Answer<Accepted> {
  const price = await affordable(account, order, "register");
  if (!price.ok) return price;
  const { name, nameservers } = order;
  const hosts = nameservers.length > 0 ? await knownHosts(account, nameservers) : ok(null);
  if (!hosts.ok) return hosts;
  const contacts = await createContacts(account, order.contacts);
  if (!contacts.ok) return contacts;
  const answer = await callRest(account.rest, {
    method: "POST",
    path: `/domains/${name}/register`,
    body: {
      domain: {
        duration: order.periodYears,
        privacy: "off",
        ...contactFields(contacts.value),
        ...(nameservers.length > 0 ? { name_server_list: nameservers } : {}),
      },
      currency: order.currency,
      register_premium: price.value.isPremium,
    },
    data: Ordered,
    isPaid: true,
  });
  return ordered(answer, name, (endsAt) => endsAt !== undefined);
}

/**
 * POST /domains/{d}/renew, after a price check. The present year of expiry goes along, so that Dynadot
 * refuses a second renewal of the same year, and so does the wish for no late fee.
 */
export async function renew(account: DynadotAccount, order: Renewal): Answer<Accepted> {
  const { name, currentExpiresAt } = order;
  const year = yearOf(currentExpiresAt);
  if (!year.ok) return year;
  const price = await affordableRenewal(account, order, year.value);
  if (!price.ok) return price;
  const answer = await callRest(account.rest, {
    method: "POST",
    path: `/domains/${name}/renew`,
    body: {
      duration: order.periodYears,
      year: year.value,
      currency: order.currency,
      no_renew_if_late_renew_fee_needed: true,
    },
    data: Ordered,
    isPaid: true,
  });
  return ordered(answer, name, (endsAt) => endsAt !== undefined && endsAt > currentExpiresAt);
}

function yearOf(instant: string): Result<number, RegistrarFailure> {
  const at = new Date(instant);
  return Number.isNaN(at.getTime())
    ? err(refusal("invalid_request", "The present expiry is not known.", "currentExpiresAt"))
    : ok(at.getUTCFullYear());
}

/** The contact ids of an order, as REST v2 names them. */
export const contactFields = (ids: ContactIds): Readonly<Record<string, number>> => ({
  ...(ids.registrant === undefined ? {} : { registrant_contact_id: ids.registrant }),
  ...(ids.admin === undefined ? {} : { admin_contact_id: ids.admin }),
  ...(ids.tech === undefined ? {} : { tech_contact_id: ids.tech }),
  ...(ids.billing === undefined ? {} : { billing_contact_id: ids.billing }),
});

/** An order that was taken is confirmed by the end it tells; else it is to be seen later. */
function ordered(
  answer: RestOutcome<{
    domain_name?: string | null | undefined;
    expiration_date?: string | null | undefined;
  }>,
  name: DomainName,
  proves: (endsAt: string | undefined) => boolean,
): Awaited<Answer<Accepted>> {
  if (!answer.ok) return answer;
  const { domain_name: told, expiration_date: endsAt } = answer.value.data;
  if (told && told.toLowerCase() !== name)
    return err(malformed("It is about another name.", "write"));
  return ok({ outcome: proves(endsAt ?? undefined) ? "confirmed" : "accepted" });
}
