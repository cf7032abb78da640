"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { AuditRow as Row } from "@/server/audit/schemas";
import { Button } from "../ui/button";
import { LinkButton } from "../ui/link-button";
import { Td } from "../ui/table";
import { TableSkeleton } from "../ui/table-skeleton";
import type { AuditAddress } from "./address";
import { AuditRow } from "./audit-row";
import { auditQueries } from "./queries";

export const COLUMN_WIDTHS = ["w-32", "w-20", "w-24", "w-40", "w-64", "w-12", "w-12", "w-14"];
const PAGE = 20;

type RunRowsProps = { head: Row; address: AuditAddress };

/** The other lines of a run, under its first one, under the same filters. */
export function RunRows({ head, address }: RunRowsProps) {
  const { runId } = head;
  const { cursor: _cursor, ...filter } = address.query;
  const stream = useInfiniteQuery(
    auditQueries.stream({ ...filter, run: runId, view: "entries", limit: PAGE }),
  );
  if (stream.isPending) return <TableSkeleton columns={COLUMN_WIDTHS} rows={3} />;
  const rows = stream.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      {rows
        .filter(({ id }) => id !== head.id)
        .map((entry) => (
          <AuditRow key={entry.id} entry={entry} address={address} isNested />
        ))}
      <tr className="bg-bg">
        <Td colSpan={COLUMN_WIDTHS.length} phone="line" className="md:pl-8!">
          <span className="flex flex-wrap items-center gap-2">
            {stream.isError && (
              <span role="alert" className="text-bad">
                The rest could not be loaded. {stream.error.message}
              </span>
            )}
            {(stream.hasNextPage || stream.isError) && (
              <Button
                size="s"
                pending={stream.isFetchingNextPage}
                onClick={() => void (stream.isError ? stream.refetch() : stream.fetchNextPage())}
              >
                {stream.isError ? "Try again" : "More of this run"}
              </Button>
            )}
            <LinkButton
              size="s"
              variant="quiet"
              href={address.href({ run: runId, view: "entries" })}
            >
              All in this run
            </LinkButton>
          </span>
        </Td>
      </tr>
    </>
  );
}
