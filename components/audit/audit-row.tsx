"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import type { AuditEntryDto, AuditRow as Row } from "@/server/audit/schemas";
import { Button } from "../ui/button";
import { useTimeZone } from "../ui/clock";
import { cn } from "../ui/cn";
import { formatCount } from "../ui/numbers";
import { RowLink } from "../ui/row-link";
import { Td, Tr } from "../ui/table";
import { formatMoment } from "../ui/time";
import { ACTION_WORDS, SOURCE_WORDS, summaryOf } from "./action-words";
import type { AuditAddress } from "./address";
import { ObjectLink } from "./object-link";
import { ResultStatus } from "./result-status";

type AuditRowProps = {
  entry: Row | AuditEntryDto;
  address: AuditAddress;
  /** Stands under the row of its run. */
  isNested?: boolean;
  unfolded?: { readonly isOpen: boolean; readonly toggle: () => void };
};

/** One line of the log. Its time is the link that opens everything it tells. */
export function AuditRow({ entry, address, isNested = false, unfolded }: AuditRowProps) {
  return (
    <Tr className={cn(isNested && "bg-bg")}>
      <Td phone="line" className={cn(isNested && "md:pl-8!")}>
        <RowLink href={address.href({ entry: String(entry.id) })} prefetch={false} scroll={false}>
          <Moment value={entry.at} />
        </RowLink>
      </Td>
      <Td className="max-md:order-2 max-md:text-ink-2 md:max-w-44 md:truncate">
        {entry.actor.name}
      </Td>
      <Td className="max-md:order-2 max-md:text-ink-2">{ACTION_WORDS[entry.action]}</Td>
      <Td phone="line" className="max-md:order-1 md:max-w-64 md:truncate">
        <ObjectLink object={entry.object} />
      </Td>
      <Td
        phone="line"
        wrap
        className="min-w-52 py-2.5 max-md:order-3 md:min-w-72 [overflow-wrap:anywhere]"
      >
        {summaryOf(entry)}
        {unfolded && "group" in entry && entry.group && (
          <Unfold group={entry.group} {...unfolded} />
        )}
      </Td>
      <Td className="max-md:order-4">
        <ResultStatus result={entry.result} />
      </Td>
      <Td muted className="max-md:order-4">
        {SOURCE_WORDS[entry.source]}
      </Td>
      <Td muted phone="hidden" className="font-mono text-12">
        <abbr title={entry.requestId} className="no-underline">
          {entry.requestId.slice(0, 8)}
        </abbr>
      </Td>
    </Tr>
  );
}

/** Seconds and milliseconds are there for whoever stops at the row. */
function Moment({ value }: { value: string }) {
  const moment = formatMoment(value, useTimeZone()).replace(/ UTC.*$/, "");
  return (
    <time dateTime={value} title={value} className="whitespace-nowrap">
      {moment}
      <span className="text-ink-3 opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 max-md:opacity-100">
        :{value.slice(17, 23)}
      </span>
    </time>
  );
}

type UnfoldProps = {
  group: NonNullable<Row["group"]>;
  isOpen: boolean;
  toggle: () => void;
};

function Unfold({ group, isOpen, toggle }: UnfoldProps) {
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  return (
    <Button
      size="s"
      variant="quiet"
      aria-expanded={isOpen}
      onClick={toggle}
      className="-ml-2 block"
    >
      <Arrow className="size-3.5" />
      {group.isExact ? "" : "more than "}
      {formatCount(group.entries)} entries of this run
    </Button>
  );
}
