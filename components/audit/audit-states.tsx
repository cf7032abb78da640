"use client";

import { FileText, SearchX } from "lucide-react";
import type { AuditPageDto } from "@/server/audit/schemas";
import { ApiError } from "../query/api-error";
import { Button } from "../ui/button";
import { useTimeZone } from "../ui/clock";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { formatMoment } from "../ui/time";
import type { AuditAddress } from "./address";

type AuditErrorProps = { error: Error; address: AuditAddress; retry: () => void };

/** The log could not be shown: why, and what to do. */
export function AuditError({ error, address, retry }: AuditErrorProps) {
  const isPageLost = error instanceof ApiError && "cursor" in error.fields;
  return (
    <ErrorState
      title={isPageLost ? "This page cannot be shown." : "The log could not be loaded."}
      cause={error.message}
      requestId={error instanceof ApiError ? error.requestId : undefined}
      retry={
        isPageLost ? (
          <LinkButton href={address.href({ cursor: null })}>Newest entries</LinkButton>
        ) : (
          <Button onClick={retry}>Try again</Button>
        )
      }
    />
  );
}

type NothingFoundProps = { page: AuditPageDto; address: AuditAddress; isFiltered: boolean };

/** No entry: there never was one, or none in this range, and then the nearest earlier one is offered. */
export function NothingFound({ page, address, isFiltered }: NothingFoundProps) {
  const timeZone = useTimeZone();
  if (!isFiltered)
    return (
      <EmptyState icon={<FileText />} title="Nothing has been written down yet.">
        Every change made here, and everything sync finds, will stand in this log.
      </EmptyState>
    );
  const { earlierAt } = page;
  return (
    <EmptyState
      icon={<SearchX />}
      title={earlierAt ? "Nothing was done in this time." : "No entry fits these filters."}
      action={
        <>
          {earlierAt && (
            <LinkButton
              variant="primary"
              href={address.href({ within: null, from: null, to: earlierAt })}
            >
              Go to the nearest earlier entry
            </LinkButton>
          )}
          <LinkButton href="/audit">Clear all filters</LinkButton>
        </>
      }
    >
      {earlierAt && `The last one before it was made on ${formatMoment(earlierAt, timeZone)}.`}
    </EmptyState>
  );
}
