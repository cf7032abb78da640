"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useSearchParams } from "next/navigation";
import {
  BACK_VERDICTS,
  FILE_VERDICTS,
  type ImportDto,
  VERDICTS,
  type Verdict,
} from "@/server/import/schemas";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { LinkTabs } from "../ui/link-tabs";
import { Pagination } from "../ui/pagination";
import { withQuery } from "../ui/with-query";
import { importQueries, ROWS_PER_PAGE } from "./queries";
import { RowsTable } from "./rows-table";
import { rowsInWords, VERDICT_WORDS } from "./words";

const verdictIn = (text: string | null): Verdict | null =>
  VERDICTS.find((verdict) => verdict === text) ?? null;

const FOLLOWED_MS = 2_500;

const lineIn = (text: string | null): number | null =>
  text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;

/** The rows of a file by what becomes of them; which, and from which line on, stands in the address. */
export function FileRowsCard({ file, isLive }: { file: ImportDto; isLive: boolean }) {
  const params = useSearchParams();
  const verdict = verdictIn(params.get("show"));
  const wanted = {
    verdict,
    after: lineIn(params.get("after")),
    before: lineIn(params.get("before")),
  };
  const rows = useQuery({
    ...importQueries.rows(file.id, wanted),
    placeholderData: keepPreviousData,
    refetchInterval: isLive ? FOLLOWED_MS : false,
  });
  const place = `/plans/${file.planId}` as Route;
  const verdicts = file.columns.length === 0 ? BACK_VERDICTS : FILE_VERDICTS;
  const count = verdict ? (file.counts[verdict] ?? 0) : file.records;
  return (
    <Card padded={false}>
      <LinkTabs
        label="Rows by what becomes of them"
        className="px-2"
        tabs={[
          { href: withQuery(place, {}), label: "All", count: file.records, current: !verdict },
          ...verdicts.map((one) => ({
            href: withQuery(place, { show: one }),
            label: VERDICT_WORDS[one],
            count: file.counts[one] ?? 0,
            current: one === verdict,
          })),
        ]}
      />
      {rows.error && <p className="px-3.5 py-3 text-bad">{rows.error.message}</p>}
      {rows.data?.rows.length === 0 ? (
        <EmptyState title="No row of this kind." />
      ) : (
        <RowsTable rows={rows.data?.rows} />
      )}
      {count > ROWS_PER_PAGE && (
        <Pagination
          summary={rowsInWords(count)}
          previousHref={
            rows.data?.previousBefore
              ? withQuery(place, { show: verdict, before: rows.data.previousBefore })
              : undefined
          }
          nextHref={
            rows.data?.nextAfter
              ? withQuery(place, { show: verdict, after: rows.data.nextAfter })
              : undefined
          }
        />
      )}
    </Card>
  );
}
