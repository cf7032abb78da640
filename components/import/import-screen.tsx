"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import type { ImportDto } from "@/server/import/schemas";
import { ApiError } from "../query/api-error";
import { PageHeader } from "../shell/page-header";
import { useAnnounce } from "../ui/announcer";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DateText } from "../ui/date-text";
import { ErrorState } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { ProgressBar } from "../ui/progress-bar";
import { ColumnsCard } from "./columns-card";
import { ImportActions } from "./import-actions";
import { ImportStateText } from "./import-state";
import { importQueries, isWorkedOn } from "./queries";
import { rowsInWords } from "./words";

/** One file on its way to a plan: its columns, and how far its rows are checked. */
export function ImportScreen({ importId }: { importId: string }) {
  const file = useQuery(importQueries.one(importId));
  if (file.data) return <Import file={file.data} />;
  if (!file.error) return <PageHeader title="Names from a file" />;
  return (
    <ErrorState
      level={1}
      title="This file could not be loaded."
      cause={file.error.message}
      requestId={file.error instanceof ApiError ? file.error.requestId : undefined}
      retry={
        <Button pending={file.isFetching} onClick={() => void file.refetch()}>
          Try again
        </Button>
      }
    />
  );
}

function Import({ file }: { file: ImportDto }) {
  useEndTold(file);
  const isNaming = useSearchParams().get("step") === "columns";
  const showsColumns =
    file.state === "uploaded" || (isNaming && ["checked", "failed"].includes(file.state));
  useOnToPlan(showsColumns ? null : file.planId);
  return (
    <>
      <PageHeader
        title={file.fileName}
        crumb={file.fileName}
        facts={<ImportStateText state={file.state} />}
        summary={
          <>
            {rowsInWords(file.records)} for {file.account.name}, given{" "}
            <DateText value={file.createdAt} time /> by {file.orderedBy}
          </>
        }
        actions={<ImportActions file={file} isNaming={showsColumns} />}
      />
      <div className="grid gap-4">
        {file.failure && (
          <Notice tone="bad" title={file.failure}>
            Nothing was changed. Check the rows once more, or change what the columns hold.
          </Notice>
        )}
        {file.state === "discarded" && (
          <Notice tone="info" title="This file was dropped. Nothing of it was brought in." />
        )}
        {isWorkedOn(file) && <Progress file={file} />}
        {showsColumns && <ColumnsCard file={file} />}
      </div>
    </>
  );
}

/** Once its rows are checked, a file is a plan, and goes on at the plan's address. */
function useOnToPlan(planId: string | null) {
  const router = useRouter();
  useEffect(() => {
    if (planId) router.replace(`/plans/${planId}` as Route);
  }, [router, planId]);
}

function Progress({ file }: { file: ImportDto }) {
  return (
    <Card title="Checking the rows">
      <ProgressBar label="Rows checked" done={file.checked} total={file.records} />
      <p className="mt-2 text-ink-2">
        You can leave this page; the work goes on, and this address keeps showing it.
      </p>
    </Card>
  );
}

const ENDS: Partial<Record<ImportDto["state"], string>> = {
  checked: "The rows are checked.",
  failed: "The rows could not be checked.",
};

/** Says once that the check ended that was seen going on, and lets the title tell how far it is. */
function useEndTold(file: ImportDto) {
  const announce = useAnnounce();
  const wasWorkedOn = useRef(false);
  const { state, checked, records, fileName } = file;
  useEffect(() => {
    if (state === "checking") {
      wasWorkedOn.current = true;
      document.title = `${checked} of ${records} · Namekeep`;
    } else if (wasWorkedOn.current) {
      wasWorkedOn.current = false;
      document.title = `${fileName} · Namekeep`;
      announce(ENDS[state] ?? "");
    }
  }, [announce, state, checked, records, fileName]);
}
