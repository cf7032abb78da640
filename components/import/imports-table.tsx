"use client";

import { useQuery } from "@tanstack/react-query";
import type { ImportSummaryDto, Verdict } from "@/server/import/schemas";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { formatCount } from "../ui/numbers";
import { RowLink } from "../ui/row-link";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { TableSkeleton } from "../ui/table-skeleton";
import { withQuery } from "../ui/with-query";
import { ImportStateText } from "./import-state";
import { importQueries } from "./queries";

/** Every file that was brought in for an account. */
export function ImportsTable({ accountId }: { accountId: string }) {
  const { data, error } = useQuery(importQueries.list(accountId));
  return (
    <Card title="Files so far" padded={false}>
      {error && !data && <p className="px-3.5 py-3 text-bad">{error.message}</p>}
      {data?.imports.length === 0 ? (
        <EmptyState level={3} title="No file was brought in for this account yet." />
      ) : (
        <Table caption="Files brought in for this account" stacked busy={!data}>
          <thead>
            <tr>
              <Th>File</Th>
              <Th>When</Th>
              <Th>State</Th>
              <Th numeric>Rows</Th>
              <Th numeric>New</Th>
              <Th numeric>Changed</Th>
              <Th numeric>Not taken</Th>
              <Th>By</Th>
            </tr>
          </thead>
          <tbody>
            {data ? (
              data.imports.map((one) => <Row key={one.id} accountId={accountId} file={one} />)
            ) : (
              <TableSkeleton
                columns={[
                  "w-32",
                  "w-20",
                  "w-28",
                  "ml-auto w-10",
                  "ml-auto w-10",
                  "ml-auto w-10",
                  "ml-auto w-10",
                  "w-24",
                ]}
                rows={2}
              />
            )}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

const NOT_TAKEN: readonly Verdict[] = ["refused", "conflict", "duplicate"];

function Row({ accountId, file }: { accountId: string; file: ImportSummaryDto }) {
  const { id, planId, counts, records } = file;
  const notTaken = NOT_TAKEN.reduce((sum, verdict) => sum + (counts[verdict] ?? 0), 0);
  return (
    <Tr>
      <Td phone="line">
        <RowLink
          href={withQuery(
            planId ? `/plans/${planId}` : `/settings/accounts/${accountId}/names/${id}`,
            {},
          )}
        >
          {file.fileName}
        </RowLink>
      </Td>
      <Td muted>
        <AgeText value={file.finishedAt ?? file.createdAt} />
      </Td>
      <Td>
        <ImportStateText state={file.state} />
      </Td>
      <Td numeric>
        {formatCount(records)}
        <span className="md:hidden"> {records === 1 ? "row" : "rows"}</span>
      </Td>
      <Td numeric phone="hidden">
        {formatCount(counts.new ?? 0)}
      </Td>
      <Td numeric phone="hidden">
        {formatCount(counts.changed ?? 0)}
      </Td>
      <Td numeric phone="hidden" className={notTaken > 0 ? "text-warn" : ""}>
        {formatCount(notTaken)}
      </Td>
      <Td muted phone="hidden">
        {file.orderedBy}
      </Td>
    </Tr>
  );
}
