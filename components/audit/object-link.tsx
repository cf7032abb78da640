import type { Route } from "next";
import Link from "next/link";
import type { AuditEntryDto } from "@/server/audit/schemas";
import { OPERATION_KINDS } from "@/server/operations/kinds";
import { KIND_WORDS } from "../operations/words";
import { DomainNameText } from "../ui/domain-name-text";
import { withQuery } from "../ui/with-query";

type ObjectLinkProps = { object: AuditEntryDto["object"] };

/** Where the thing itself is shown. */
function placeOf({ kind, id, name }: ObjectLinkProps["object"]): Route | null {
  if (kind === "domain") return `/domains/${encodeURIComponent(name)}` as Route;
  if (kind === "plan") return `/plans/${id}` as Route;
  return kind === "operation" ? withQuery("/operations", { open: id }) : null;
}

/** A plan is told by its kind. */
const wordOf = (kind: string): string =>
  OPERATION_KINDS.includes(kind as (typeof OPERATION_KINDS)[number])
    ? KIND_WORDS[kind as (typeof OPERATION_KINDS)[number]]
    : kind;

/** What an entry is about. Names have a page of their own; the rest is told by its name. */
export function ObjectLink({ object }: ObjectLinkProps) {
  const href = placeOf(object);
  if (!href) return <span className="[overflow-wrap:anywhere]">{object.name}</span>;
  return (
    <Link
      href={href}
      className="-mx-1 inline-flex min-h-6 items-center rounded-s px-1 text-ink no-underline hover:underline pointer-coarse:min-h-11"
    >
      {object.kind === "plan" ? wordOf(object.name) : <DomainNameText name={object.name} />}
    </Link>
  );
}
