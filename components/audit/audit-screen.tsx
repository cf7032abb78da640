"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { LocalLinks } from "../portfolio/local-links";
import { LeftOut } from "../query/left-out";
import { PageHeader } from "../shell/page-header";
import { useRowKeys } from "../shell/use-row-keys";
import { Card } from "../ui/card";
import { NewestFirst } from "../ui/newest-first";
import { AuditFilters } from "./audit-filters";
import { AuditError, NothingFound } from "./audit-states";
import { AuditTable } from "./audit-table";
import { ExportMenu } from "./export-menu";
import { isFiltered } from "./is-filtered";
import { OpenEntry } from "./open-entry";
import { auditQueries } from "./queries";
import { useAuditAddress } from "./use-audit-address";

type AuditScreenProps = {
  role: string;
  /** May take the log away as a file. */
  canExport: boolean;
};

/** The audit log: filters, the list, the drawer of one entry. All of it stands in the address. */
export function AuditScreen({ role, canExport }: AuditScreenProps) {
  const area = useRef<HTMLDivElement>(null);
  const address = useAuditAddress();
  const { query } = address;
  const list = useQuery({ ...auditQueries.page(query), placeholderData: keepPreviousData });
  useRowKeys(area);
  const page = list.data;
  return (
    <LocalLinks>
      <PageHeader
        title="Audit"
        facts="who did what, and what sync found"
        actions={canExport && <ExportMenu address={address} />}
      />
      <LeftOut problems={address.problems} />
      <AuditFilters address={address} role={role} />
      <div ref={area}>
        <Card padded={false}>
          {list.isError && !page ? (
            <AuditError error={list.error} address={address} retry={() => void list.refetch()} />
          ) : page?.rows.length === 0 ? (
            <NothingFound page={page} address={address} isFiltered={isFiltered(query)} />
          ) : (
            <AuditTable page={page} isBusy={list.isFetching} address={address} />
          )}
          {page && (
            <NewestFirst
              shown={page.rows.length}
              what="rows"
              firstHref={query.cursor ? address.href({ cursor: null }) : null}
              nextHref={page.nextCursor ? address.href({ cursor: page.nextCursor }) : null}
            />
          )}
        </Card>
      </div>
      <Coverage />
      <OpenEntry
        id={address.entry}
        page={page}
        onClose={() => address.go({ entry: null }, "replace")}
      />
    </LocalLinks>
  );
}

function Coverage() {
  return (
    <p className="mt-3 max-w-180 text-12 text-ink-3">
      Entries are written together with the change they tell of; nobody can alter or remove them
      here. Not covered: what is done directly at a registrar. It appears as what sync found.
    </p>
  );
}
