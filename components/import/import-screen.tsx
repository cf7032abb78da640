"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import type { ImportDto } from "@/server/import/schemas";
import { ApiError } from "../query/api-error";
import { PageHeader } from "../shell/page-header";
import { useAnnounce } from "../ui/announcer";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DateText } from "../ui/date-text";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { ProgressBar } from "../ui/progress-bar";
import { withQuery } from "../ui/with-query";
import { ColumnsCard } from "./columns-card";
import { ImportActions } from "./import-actions";
import { ImportStateText } from "./import-state";
import { importQueries, isWorkedOn } from "./queries";
import { RowsCard } from "./rows-card";
import { namesInWords, rowsInWords } from "./words";

/** One file on its way in: its columns, what would become of each row, and what did. */
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
            {file.applied > 0
              ? `${rowsInWords(file.applied)} were brought in before that and stay. Bringing in goes on behind them.`
              : "Nothing was changed."}
          </Notice>
        )}
        {file.state === "applied" && <Done file={file} />}
        {file.state === "discarded" && (
          <Notice tone="info" title="This file was dropped. Nothing of it was brought in." />
        )}
        {isWorkedOn(file) && <Progress file={file} />}
        {showsColumns && <ColumnsCard file={file} />}
        {!showsColumns && ["checked", "applied", "failed"].includes(file.state) && (
          <RowsCard file={file} />
        )}
      </div>
    </>
  );
}

function Progress({ file }: { file: ImportDto }) {
  const isChecking = file.state === "checking";
  return (
    <Card title={isChecking ? "Checking the rows" : "Bringing the names in"}>
      <ProgressBar
        label={isChecking ? "Rows checked" : "Rows brought in"}
        done={isChecking ? file.checked : file.applied}
        total={file.records}
      />
      <p className="mt-2 text-ink-2">
        You can leave this page; the work goes on, and this address keeps showing it.
      </p>
    </Card>
  );
}

function Done({ file: { account, counts, id } }: { file: ImportDto }) {
  return (
    <Notice
      tone="ok"
      title={`${namesInWords(counts.new ?? 0)} added, ${namesInWords(counts.changed ?? 0)} changed.`}
      action={
        <>
          <LinkButton size="s" href={withQuery("/audit", { run: id, view: "entries" })}>
            Lines in the log
          </LinkButton>
          <LinkButton size="s" href={withQuery("/domains", { account: account.id })}>
            Show its names
          </LinkButton>
        </>
      }
    />
  );
}

const ENDS: Partial<Record<ImportDto["state"], string>> = {
  checked: "The rows are checked.",
  applied: "The names are brought in.",
  failed: "The work failed.",
};

/** Says once that work ended that was seen going on, and lets the title tell how far it is. */
function useEndTold(file: ImportDto) {
  const announce = useAnnounce();
  const wasWorkedOn = useRef(false);
  const { state, checked, applied, records, fileName } = file;
  useEffect(() => {
    if (state === "checking" || state === "applying") {
      wasWorkedOn.current = true;
      document.title = `${state === "checking" ? checked : applied} of ${records} · Namekeep`;
    } else if (wasWorkedOn.current) {
      wasWorkedOn.current = false;
      document.title = `${fileName} · Namekeep`;
      announce(ENDS[state] ?? "");
    }
  }, [announce, state, checked, applied, records, fileName]);
}
