import { err, ok, type Result } from "../../kernel/result";
import { acceptRegistrarName } from "../../names/accept-registrar-name";
import { HostName } from "../../names/domain-name";
import type { EppStatus } from "../../names/epp-status";
import type { RegistrarDomain } from "../gateway";
import { DomainInfo, NamedRow } from "./wire";

/** Levels of privacy in the words of both APIs. Any other word leaves it open. */
const PRIVACY: Readonly<Record<string, boolean>> = {
  "full privacy": true,
  full: true,
  "partial privacy": true,
  partial: true,
  "privacy off": false,
  off: false,
  "no privacy": false,
  none: false,
};

export type UnreadableRow = { readonly name: string; readonly problem: string };

/** What stands for auto-renew. Any other word leaves it open. */
const AUTO_RENEW: Readonly<Record<string, boolean>> = {
  "auto-renew": true,
  auto: true,
  "no renew option": false,
  reset: false,
  "do not renew": false,
  donot: false,
};

/**
 * One domain of Dynadot's in the words of the port.
 *
 * What Dynadot did not say stays absent: a name on Dynadot's own DNS has nameservers, but they are not
 * told.
 *
 * @returns the domain, or the name as it came and the places that could not be read
 */
export function toDomain(row: unknown): Result<RegistrarDomain, UnreadableRow> {
  const parsed = DomainInfo.safeParse(row);
  if (!parsed.success) {
    const places = parsed.error.issues.map(
      ({ path, code }) => `${path.map(String).join(".") || "row"}: ${code}`,
    );
    return err({ name: nameIn(row), problem: places.join(", ") });
  }
  const told = parsed.data;
  const name = acceptRegistrarName(told.domain_name);
  if (!name.ok) return err({ name: nameIn(row), problem: `domain_name: ${name.error.message}` });
  const nameservers = nameserversOf(told)?.map((host) => HostName.safeParse(host));
  if (nameservers?.some((host) => !host.success))
    return err({ name: name.value.name, problem: "nameserver_list: not all are host names" });
  const privacy = PRIVACY[told.privacy?.toLowerCase() ?? ""];
  const autoRenew = AUTO_RENEW[told.renew_option?.toLowerCase() ?? ""];
  return ok({
    name: name.value.name,
    ...statusesOf(told),
    ...(told.registration_date ? { registeredAt: told.registration_date } : {}),
    ...(told.expiration_date ? { expiresAt: told.expiration_date } : {}),
    ...(autoRenew === undefined ? {} : { autoRenew }),
    ...(privacy === undefined ? {} : { privacy }),
    ...(nameservers ? { nameservers: nameservers.flatMap((host) => host.data ?? []) } : {}),
  });
}

/**
 * The lock and the hold are EPP statuses; all else that restricts a name is Dynadot's own and kept in
 * its words. Only "active" means that nothing is the matter.
 */
function statusesOf({ locked, hold, status, ...told }: DomainInfo) {
  const unknownStatuses = [
    ...(status && status.toLowerCase() !== "active" ? [status] : []),
    ...(["disabled", "udrp_locked", "registrant_unverified"] as const).filter((flag) => told[flag]),
  ];
  const statuses: EppStatus[] = [
    ...(locked ? (["clientTransferProhibited"] as const) : []),
    ...(hold ? (["clientHold"] as const) : []),
  ];
  return {
    ...(locked == null || hold == null ? {} : { statuses }),
    ...(status == null && unknownStatuses.length === 0 ? {} : { unknownStatuses }),
    ...(locked == null ? {} : { transferLocked: locked }),
  };
}

/** Unused places of the delegation come blank. */
function nameserversOf({ glue_info: glue }: DomainInfo): string[] | undefined {
  if (glue?.glue_type !== "NAME_SERVERS") return undefined;
  return glue.nameserver_list
    ?.map(({ server_name: host }) => (host ?? "").trim().toLowerCase().replace(/\.$/, ""))
    .filter((host) => host !== "");
}

const nameIn = (row: unknown) => NamedRow.safeParse(row).data?.domain_name ?? "(no name)";
