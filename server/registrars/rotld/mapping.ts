import { err, ok, type Result } from "../../kernel/result";
import { acceptRegistrarName } from "../../names/accept-registrar-name";
import { type DomainName, HostName } from "../../names/domain-name";
import { type EppStatus, withStatus } from "../../names/epp-status";
import type { RegistrarDomain } from "../gateway";
import type { RotldDomain } from "./wire";

/**
 * The registry's words. It alone sets them, so prohibitions are those of a server. Words without an
 * equal in EPP (Reserved, Locked, RegistrantPendingTransfer, RegistrantTransferProhibited) are not
 * here: they stay as they came.
 */
const STATUSES: ReadonlyMap<string, EppStatus> = new Map([
  ["ok", "ok"],
  ["hold", "serverHold"],
  ["pendingdelete", "pendingDelete"],
  ["deleteprohibited", "serverDeleteProhibited"],
  ["renewprohibited", "serverRenewProhibited"],
  ["transferprohibited", "serverTransferProhibited"],
  ["updateprohibited", "serverUpdateProhibited"],
]);

/**
 * One domain in the words of the port. A key that ROTLD did not send, or sent as null, stays absent.
 *
 * @returns an error text when the answer is about another name or has hosts that are none
 */
export function toDomain(told: RotldDomain, asked: DomainName): Result<RegistrarDomain, string> {
  const name = acceptRegistrarName(told.domain);
  if (!name.ok || name.value.name !== asked) return err("It is about another name.");
  const nameservers = told.nameservers?.map((host) => HostName.safeParse(tidyHost(host)));
  if (nameservers?.some((host) => !host.success)) return err("Not all nameservers are host names.");
  return ok({
    name: asked,
    ...statusesOf(told),
    ...(told.registration_date ? { registeredAt: told.registration_date } : {}),
    ...(told.expiration_date ? { expiresAt: told.expiration_date } : {}),
    // The registry has no transfer lock.
    canLock: false,
    ...(nameservers ? { nameservers: nameservers.flatMap(({ data }) => data ?? []) } : {}),
    ...(told.dsdata ? { dnssec: told.dsdata.length > 0 } : {}),
  });
}

/** A deletion date says that the name is being deleted; whether it is the day of it is not documented. */
function statusesOf({ statuses, deletion_date }: RotldDomain) {
  const isDeleting = deletion_date != null && deletion_date !== "";
  if (!statuses && !isDeleting) return {};
  const known: EppStatus[] = [];
  const unknownStatuses: string[] = [];
  for (const word of statuses ?? []) {
    const status = STATUSES.get(word.toLowerCase());
    if (status) known.push(status);
    else unknownStatuses.push(word);
  }
  return {
    statuses: isDeleting ? withStatus(known, "pendingDelete", true) : known,
    unknownStatuses,
  };
}

const tidyHost = (host: string) => host.trim().toLowerCase().replace(/\.$/, "");
