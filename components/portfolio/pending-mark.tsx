import Link from "next/link";
import type { DomainRow } from "@/server/domains/schemas";
import { KIND_WORDS } from "../operations/words";
import { Flag } from "../ui/flag";
import { withQuery } from "../ui/with-query";

/** What is asked for and not yet seen at the registrar; it leads to the change. What the row shows is still the old. */
export function PendingMark({ name, nameUnicode, pending }: DomainRow) {
  if (!pending) return null;
  const { id, kind, count } = pending;
  // Not by the schema of that list: it would bring its parser along, which the first view does not need.
  const href = withQuery("/operations", count === 1 ? { open: id } : { name });
  return (
    <Link href={href} prefetch={false} data-pending>
      <Flag tone="info">
        {count === 1 ? `${KIND_WORDS[kind]} pending` : `${count} changes pending`}
      </Flag>
      <b className="sr-only"> for {nameUnicode}</b>
    </Link>
  );
}
