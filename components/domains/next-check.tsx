"use client";

import type { DomainDetailDto } from "@/server/domains/schemas";
import { useNow } from "../ui/clock";
import { DateText } from "../ui/date-text";

type NextCheckDto = NonNullable<DomainDetailDto["nextCheck"]>;

const REASONS: Readonly<Record<NextCheckDto["reason"], string>> = {
  account_list: "the list of its account is read then",
  never_read: "its details were never read",
  changed_there: "it changed at the registry",
  in_transfer: "it is in transfer",
  closing: "it has expired",
  expires_soon: "it expires soon",
  changes_often: "it changes often",
  expires_later: "it expires within two months",
  ordinary: "nothing about it is urgent",
  quiet: "it hardly ever changes",
  own_change: "it was changed from here",
  failed: "the last reading failed",
};

/** When a name is asked for again, and why then. */
export function NextCheck({ next }: { next: NextCheckDto | null }) {
  const now = useNow();
  if (!next) return null;
  const isDue = Date.parse(next.at) <= Date.parse(now);
  return (
    <p className="border-line border-t px-3.5 py-2.25 text-12 text-ink-3">
      Next check {isDue ? "as soon as possible" : <DateText value={next.at} time />}:{" "}
      {REASONS[next.reason]}.
    </p>
  );
}
