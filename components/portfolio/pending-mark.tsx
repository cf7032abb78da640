import Link from "next/link";
import type { DomainRow } from "@/server/domains/schemas";
import { operationsHref } from "../operations/address";
import { KIND_WORDS } from "../operations/words";
import { Flag } from "../ui/flag";

/** What is asked for and not yet seen at the registrar; it leads to the change. What the row shows is still the old. */
export function PendingMark({ name, nameUnicode, pending }: DomainRow) {
  if (!pending) return null;
  const { id, kind, count } = pending;
  const href = count === 1 ? operationsHref({}, { open: id }) : operationsHref({ name });
  return (
    <Link href={href} prefetch={false} data-pending>
      <Flag tone="info">
        {count === 1 ? `${KIND_WORDS[kind]} pending` : `${count} changes pending`}
      </Flag>
      <b className="sr-only"> for {nameUnicode}</b>
    </Link>
  );
}
