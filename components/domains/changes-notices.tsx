"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import Link from "next/link";
import { useEffect, useRef } from "react";
import type { OperationDto } from "@/server/operations/schemas";
import type { DomainChangesDto } from "@/server/plans/schemas";
import { ChangeText } from "../operations/change-text";
import { operationQueries } from "../operations/queries";
import { KIND_WORDS, lookOf } from "../operations/words";
import { useNow } from "../ui/clock";
import { DateText } from "../ui/date-text";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { withQuery } from "../ui/with-query";

/** What goes on with the name now: changes not yet seen at the registrar, and until when it is unlocked. */
export function ChangesNotices({ name }: { name: string }) {
  const { data } = useQuery(operationQueries.ofName(name));
  useReadAnew(name, data);
  if (!data || (data.open.length === 0 && !data.lease)) return null;
  return (
    <div className="mb-4 grid gap-2">
      {data.open.map((operation) => (
        <OpenChange key={operation.id} operation={operation} />
      ))}
      {data.lease && <Lease lease={data.lease} />}
    </div>
  );
}

/** When a change ended, what stands on the page is not what is there any more. */
function useReadAnew(name: string, data: DomainChangesDto | undefined): void {
  const client = useQueryClient();
  const open = data?.open.length;
  const before = useRef(open);
  useEffect(() => {
    if (before.current !== undefined && open !== undefined && open < before.current) {
      void client.invalidateQueries({ queryKey: ["domains", "detail", name] });
      void client.invalidateQueries({ queryKey: ["audit"] });
    }
    before.current = open;
  }, [client, name, open]);
}

function OpenChange({ operation }: { operation: OperationDto }) {
  const { kind, params, planId, state } = operation;
  const isOdd = state === "unknown" || state === "retrying";
  return (
    <Notice
      tone={isOdd ? "warn" : "info"}
      title={
        <>
          {KIND_WORDS[kind]}: being changed to <ChangeText kind={kind} params={params} />
        </>
      }
      action={
        <LinkButton
          size="s"
          href={
            planId
              ? (`/plans/${planId}` as Route)
              : withQuery("/operations", { open: operation.id })
          }
        >
          Follow it
        </LinkButton>
      }
    >
      {lookOf(operation).word}. What stands below is what the registrar last showed; it changes when
      the change is seen there.
    </Notice>
  );
}

function Lease({ lease }: { lease: NonNullable<DomainChangesDto["lease"]> }) {
  return (
    <Notice
      tone="warn"
      title={
        <>
          Unlocked until <DateText value={lease.until} time />
        </>
      }
      action={
        lease.planId && (
          <Link href={`/plans/${lease.planId}` as Route} prefetch={false} className="link">
            The plan
          </Link>
        )
      }
    >
      For: {lease.purpose}. <LeaseLeft until={lease.until} />
    </Notice>
  );
}

const MINUTE_MS = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

function spanOf(minutes: number): string {
  if (minutes >= 2 * DAY) return `${Math.round(minutes / DAY)} days`;
  if (minutes >= 2 * HOUR) return `${Math.round(minutes / HOUR)} hours`;
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

function LeaseLeft({ until }: { until: string }) {
  const left = Math.ceil((Date.parse(until) - Date.parse(useNow())) / MINUTE_MS);
  if (left <= 0) return <span role="timer">Its time is over: it is being locked again.</span>;
  return <span role="timer">It locks itself again in {spanOf(left)}.</span>;
}
