"use client";

import type { AuditEntryDto } from "@/server/audit/schemas";
import type { PlanChange } from "@/server/plans/schemas";
import { fieldLabel } from "../audit/field-words";
import { useMakePlan } from "../plans/start/use-make-plan";
import { Button } from "../ui/button";

type PutBackProps = { entry: AuditEntryDto; field: string };

const REASONS: Readonly<Record<string, string>> = {
  expiresAt: "Only the registrar moves an expiry.",
  registeredAt: "Nobody can move the day of a registration.",
  statuses: "Statuses follow from what is done with the name.",
  unknownStatuses: "Statuses follow from what is done with the name.",
  registrant: "Changed with the contacts of the name.",
  dnssec: "Changed where the zone is signed.",
  lifecycle: "Follows from the dates.",
  renewBy: "Follows from the dates.",
  autoRenewWish: "Follows the registrar, by the rule of the account.",
};

/** The change that gives a name back what it had before; a sentence where there is none. */
function wayBack(field: string, before: unknown): PlanChange | string {
  if (field === "nameservers" && Array.isArray(before) && before.length > 1)
    return { kind: "nameserver_update", nameservers: before.map(String) };
  if (field === "lockState" && before === "locked") return { kind: "lock_update", locked: true };
  if (field === "lockState" && before === "unlocked")
    return "Unlocking asks for a purpose: on the page of the name.";
  if (field === "autoRenew" && (before === "on" || before === "off"))
    return { kind: "auto_renew_update", enabled: before === "on" };
  if (field === "privacy" && typeof before === "boolean")
    return { kind: "whois_update", enabled: before };
  return REASONS[field] ?? "What stood there before is not known.";
}

/** Undoes one change that a sync found: by a plan, where it can be sent; else it says why not. */
export function PutBack({ entry, field }: PutBackProps) {
  const { make, isPending, message } = useMakePlan({
    selection: { ids: [entry.object.id] },
    names: 1,
  });
  const way = wayBack(field, entry.before?.[field]);
  if (typeof way === "string") return <span className="block py-1 text-12 text-ink-3">{way}</span>;
  return (
    <>
      <Button size="s" pending={isPending} onClick={() => make(way)}>
        Put back…
        <span className="sr-only">
          {" "}
          {fieldLabel(field)} of {entry.object.name}
        </span>
      </Button>
      {message && (
        <span role="alert" className="block text-12 text-bad">
          {message}
        </span>
      )}
    </>
  );
}
