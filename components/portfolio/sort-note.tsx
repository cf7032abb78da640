"use client";

import { memo, useEffect, useRef } from "react";
import type { DomainListDto } from "@/server/domains/schemas";
import type { PortfolioQuery } from "@/server/portfolio/query";
import { useAnnounce } from "../ui/announcer";
import { formatCount } from "../ui/numbers";
import { ColumnMenu } from "./column-menu";

const WORD = { renewBy: "renew-by", name: "name" } as const;

type SortNoteProps = {
  query: PortfolioQuery;
  list: DomainListDto | undefined;
  seesPartners: boolean;
};

/** How the list is sorted, for the eye; and each new list for the ear, once it is there. */
export const SortNote = memo(function SortNote({ query, list, seesPartners }: SortNoteProps) {
  const announce = useAnnounce();
  const heard = useRef(list);
  const direction = query.dir === "asc" ? "ascending" : "descending";
  const sorted = `Sorted by ${WORD[query.sort]}`;

  useEffect(() => {
    if (!list || heard.current === list) return;
    const isFirst = heard.current === undefined;
    heard.current = list;
    if (!isFirst) announce(`${sorted}, ${direction}, ${formatCount(list.total.names)} names`);
  }, [list, sorted, direction, announce]);

  return (
    <>
      <span className="whitespace-nowrap">{sorted}</span>
      <ColumnMenu seesPartners={seesPartners} />
    </>
  );
});
