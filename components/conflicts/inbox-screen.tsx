"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import {
  type ConflictCountsDto,
  type ConflictQuery,
  EMPTY_CONFLICT_QUERY,
  readConflictQuery,
  writeConflictQuery,
} from "@/server/conflicts/schemas";
import { LocalLinks } from "../portfolio/local-links";
import { LeftOut } from "../query/left-out";
import { PageHeader } from "../shell/page-header";
import { PageTabs } from "../shell/page-tabs";
import { Kbd } from "../ui/kbd";
import { formatCount } from "../ui/numbers";
import { inboxHref } from "./address";
import { ConflictList } from "./conflict-list";
import { InboxFilters } from "./inbox-filters";
import { conflictQueries } from "./queries";
import { KINDS } from "./words";

type InboxScreenProps = {
  /** Whose names may be looked at alone; null for those who see their own only. */
  partners: readonly { readonly id: string; readonly name: string }[] | null;
  canDecide: boolean;
};

/** What registrars said that waits for a person. */
export function InboxScreen({ partners, canDecide }: InboxScreenProps) {
  const { query, problems } = readConflictQuery(new URLSearchParams(useSearchParams()));
  const counts = useQuery(conflictQueries.counts(query.partner));
  const names = counts.data?.names ?? 0;
  return (
    <LocalLinks>
      <PageHeader
        title="Inbox"
        facts={counts.data && `${names === 0 ? "nothing" : formatCount(names)} waiting`}
        summary={
          canDecide ? (
            <span className="text-12 text-ink-3 pointer-coarse:hidden max-md:hidden">
              <Kbd>j</Kbd> <Kbd>k</Kbd> walk, <Kbd>1</Kbd>–<Kbd>4</Kbd> choose, <Kbd>u</Kbd> takes
              back
            </span>
          ) : (
            "What the registrars said of your names and was not believed. The people who look after the accounts decide."
          )
        }
      />
      <PageTabs label="Kinds" tabs={tabsOf(query, counts.data)} />
      <LeftOut problems={problems} />
      <InboxFilters query={query} counts={counts.data} partners={partners} />
      <ConflictList
        key={writeConflictQuery(query).toString()}
        query={query}
        isNarrowed={isNarrowed(query)}
      />
    </LocalLinks>
  );
}

function tabsOf(query: ConflictQuery, counts: ConflictCountsDto | undefined) {
  const isOpen = query.view === "open";
  const chosen = [...query.field].sort().join();
  const kinds = Object.values(KINDS).map(({ label, fields }) => {
    const among: readonly string[] = fields;
    const waiting = counts?.groups.filter(
      ({ field }) => among.length === 0 || among.includes(field),
    );
    return {
      href: inboxHref(query, { view: "open", field: [...fields] }),
      label,
      count: waiting?.reduce((sum, { count }) => sum + count, 0),
      current: isOpen && chosen === [...fields].sort().join(),
    };
  });
  const decided = inboxHref(query, { view: "decided", field: [], rule: [] });
  return [...kinds, { href: decided, label: "Decided", current: !isOpen }];
}

const isNarrowed = ({ view: _view, limit: _limit, cursor: _cursor, ...query }: ConflictQuery) =>
  writeConflictQuery({ ...EMPTY_CONFLICT_QUERY, ...query }).size > 0;
