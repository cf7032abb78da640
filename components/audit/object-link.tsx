import type { Route } from "next";
import Link from "next/link";
import type { AuditEntryDto } from "@/server/audit/schemas";
import { DomainNameText } from "../ui/domain-name-text";

type ObjectLinkProps = { object: AuditEntryDto["object"] };

/** What an entry is about. Names have a page of their own; the rest is told by its name. */
export function ObjectLink({ object }: ObjectLinkProps) {
  if (object.kind !== "domain")
    return <span className="[overflow-wrap:anywhere]">{object.name}</span>;
  return (
    <Link
      href={`/domains/${encodeURIComponent(object.name)}` as Route}
      className="-mx-1 inline-flex min-h-6 items-center rounded-s px-1 text-ink no-underline hover:underline pointer-coarse:min-h-11"
    >
      <DomainNameText name={object.name} />
    </Link>
  );
}
