"use client";

import { Fragment, useState } from "react";
import type { AuditPageDto } from "@/server/audit/schemas";
import { useTimeZone } from "../ui/clock";
import { Table } from "../ui/table";
import { Th } from "../ui/table-head";
import { TableSkeleton } from "../ui/table-skeleton";
import type { AuditAddress } from "./address";
import { AuditRow } from "./audit-row";
import { COLUMN_WIDTHS, RunRows } from "./run-rows";

type AuditTableProps = {
  /** Undefined while the page is on its way. */
  page: AuditPageDto | undefined;
  isBusy: boolean;
  address: AuditAddress;
};

/** The log as a table; the lines of one run stand as one row that unfolds. */
export function AuditTable({ page, isBusy, address }: AuditTableProps) {
  const zone = useTimeZone();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (id: number) =>
    setOpen((ids) =>
      ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set(ids).add(id),
    );
  return (
    <Table caption="Audit log" stacked stickyHead busy={isBusy}>
      <thead>
        <tr>
          <Th>
            Time <span className="font-normal text-ink-3">{zone}</span>
          </Th>
          <Th>Who</Th>
          <Th>Action</Th>
          <Th>About</Th>
          <Th>What happened</Th>
          <Th>Result</Th>
          <Th>Through</Th>
          <Th>Request</Th>
        </tr>
      </thead>
      <tbody>
        {page?.rows.map((entry) => {
          const isOpen = open.has(entry.id);
          return (
            <Fragment key={entry.id}>
              <AuditRow
                entry={entry}
                address={address}
                unfolded={{ isOpen, toggle: () => toggle(entry.id) }}
              />
              {isOpen && <RunRows head={entry} address={address} />}
            </Fragment>
          );
        }) ?? <TableSkeleton columns={COLUMN_WIDTHS} />}
      </tbody>
    </Table>
  );
}
