import type { DomainRecord } from "../records";
import { json, type SimResponse } from "../wire";
import type { Extras, Zone } from "./memory";
import type { Trouble } from "./trouble";
import { OWN_HOSTS } from "./world";

/** A success; its code comes as a number, in some answers as text. */
export const success = (data: unknown, code: number | string = 200): SimResponse =>
  json(Number(code), { code, message: Number(code) === 202 ? "Accepted" : "Success", data });

/** Only wrong keys and signatures get their own HTTP status; other errors come with 200. */
export function failure({ code, words }: Trouble): SimResponse {
  if (code === 429)
    return json(429, {
      status: { code, message: "Too Many Requests" },
      error: { description: words },
    });
  const status = code === 401 ? code : 200;
  return json(status, { code, message: MESSAGES[code] ?? "Error", error: { description: words } });
}

const MESSAGES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  503: "Service Unavailable",
};

const yes = (is: boolean) => (is ? "Yes" : "No");
const ms = (instant: string | null) => Date.parse(instant ?? "1970-01-01T00:00:00Z");
const PRIVACY = { full: "Full Privacy", partial: "Partial Privacy", off: "Privacy Off" } as const;

/** The word for what happens at the end. */
export function renewWord(domain: DomainRecord, { renewOption }: Extras): string {
  if (domain.autoRenew) return "auto-renew";
  return renewOption === "donot" ? "do not renew" : "no renew option";
}

/** Whether the name is served by the registrar's own DNS. */
export const isOnOwnDns = ({ nameservers }: DomainRecord) =>
  OWN_HOSTS.every((host) => nameservers.includes(host));

/** The word for where a name stands in its life. */
export const standingWord = (domain: DomainRecord, now: Date) =>
  ms(domain.expiresAt) < now.getTime() ? "expired" : "active";

/** One name, in the list and alone. */
export function domainInfo(domain: DomainRecord, extras: Extras, zone: Zone, now: Date) {
  const { contacts } = extras;
  return {
    domain_name: domain.fqdn,
    registration_date: ms(domain.registryCreatedAt),
    expiration_date: ms(domain.expiresAt),
    registrant_contact_id: contacts.registrant,
    admin_contact_id: contacts.admin,
    tech_contact_id: contacts.tech,
    billing_contact_id: contacts.billing,
    locked: yes(domain.status.includes("clientTransferProhibited")),
    disabled: "No",
    udrp_locked: yes(domain.status.includes("udrp_locked")),
    registrant_unverified: "No",
    hold: yes(domain.status.includes("clientHold")),
    privacy: PRIVACY[extras.privacy],
    is_for_sale: "No",
    renew_option: renewWord(domain, extras),
    note: "",
    folder_id: -1,
    folder_name: "(no folder)",
    status: standingWord(domain, now),
    glue_info: glueInfo(domain, zone),
  };
}

/** The delegation, or the zone of a name on the registrar's own DNS. */
export function glueInfo(domain: DomainRecord, zone: Zone) {
  if (!isOnOwnDns(domain))
    return {
      glue_type: "NAME_SERVERS",
      nameserver_list: domain.nameservers.map((host) => ({ server_name: host, ip_list: [] })),
    };
  const told = (isMain: boolean) =>
    zone.records
      .filter(({ host }) => (host === "") === isMain)
      .map(({ host, type, value, value2 }) => ({
        ...(isMain ? {} : { sub_host: host }),
        record_type: type.toUpperCase(),
        record_value1: value,
        record_value2: value2,
      }));
  return {
    glue_type: "DNS",
    dns_main_list: told(true),
    dns_sub_list: told(false),
    ttl: zone.ttl,
  };
}
