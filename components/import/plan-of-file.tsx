"use client";

import { useQuery } from "@tanstack/react-query";
import type { ImportDto } from "@/server/import/schemas";
import type { PlanDto } from "@/server/plans/schemas";
import { Button } from "../ui/button";
import { buttonStyle } from "../ui/button-style";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { SkeletonBlock } from "../ui/skeleton";
import { withQuery } from "../ui/with-query";
import { importQueries } from "./queries";
import { FileRowsCard } from "./rows-card";
import { namesInWords, rowsInWords } from "./words";

type Props = { plan: PlanDto };

const idOf = ({ change }: PlanDto): string => String(change.importId);

/** The rows of a plan that is a file, by what becomes of them. */
export function PlanFileRows({ plan }: Props) {
  const file = useQuery(importQueries.one(idOf(plan)));
  if (file.data && file.data.planId !== plan.id)
    return (
      <Notice
        tone="info"
        title="Its rows were checked once more."
        action={
          file.data.planId && (
            <LinkButton size="s" href={withQuery(`/plans/${file.data.planId}`, {})}>
              Open the newer plan
            </LinkButton>
          )
        }
      >
        They stand in a plan of their own now.
      </Notice>
    );
  if (file.data) return <FileRowsCard file={file.data} isLive={plan.state === "applying"} />;
  if (file.isError)
    return (
      <ErrorState
        level={2}
        title="The rows could not be loaded."
        cause={file.error.message}
        retry={<Button onClick={() => void file.refetch()}>Try again</Button>}
      />
    );
  return <SkeletonBlock label="Loading the rows" lines={8} />;
}

const notTaken = ({ counts }: ImportDto): number =>
  (counts.refused ?? 0) + (counts.conflict ?? 0) + (counts.duplicate ?? 0);

/** What was frozen: how many rows, for which account, and of exactly which file. */
export function PlanFileFacts({ plan: { names, change } }: Props) {
  const { account, digest } = change;
  return (
    <span className="block">
      {rowsInWords(names)} for {String(account)}
      {typeof digest === "string" && digest !== "" && (
        <>
          {" · SHA-256 "}
          <span className="font-mono text-12">{digest.slice(0, 12)}…</span>
        </>
      )}
    </span>
  );
}

/** Ways on from a plan that is a file. */
export function PlanFileActions({ plan }: Props) {
  const { data: file } = useQuery(importQueries.one(idOf(plan)));
  if (file?.planId !== plan.id) return null;
  const place = `/settings/accounts/${file.account.id}/names`;
  const isFile = file.columns.length > 0;
  return (
    <>
      {isFile && plan.state === "ready" && (
        <LinkButton href={withQuery(`${place}/${file.id}`, { step: "columns" })}>
          Change columns
        </LinkButton>
      )}
      {notTaken(file) > 0 && (
        <a
          className={buttonStyle("default", "m")}
          href={`/api/v1/imports/${file.id}/refused`}
          download
        >
          Rows not taken, as CSV
        </a>
      )}
      {plan.appliedAt && (
        <LinkButton href={withQuery("/domains", { account: file.account.id })}>
          Show its names
        </LinkButton>
      )}
      {isFile && plan.finishedAt && (
        <LinkButton href={withQuery(place, {})}>Bring in another file</LinkButton>
      )}
    </>
  );
}

/** What came of a file, in one sentence. */
export function PlanFileResult({ plan }: Props) {
  const done = plan.progress.completed ?? 0;
  const { data: file } = useQuery(importQueries.one(idOf(plan)));
  if (file?.planId !== plan.id) return null;
  const isWhole = done === plan.verdicts.change;
  const { counts } = file;
  const isBack = file.columns.length === 0;
  const first = namesInWords((isBack ? counts.removed : counts.new) ?? 0);
  const second = namesInWords((isBack ? counts.restored : counts.changed) ?? 0);
  return (
    <p className="mb-3">
      {!isWhole
        ? `${namesInWords(done)} of ${namesInWords(plan.verdicts.change)} ${isBack ? "taken back" : "brought in"}.`
        : isBack
          ? `${first} removed, ${second} put back.`
          : `${first} added, ${second} changed.`}
    </p>
  );
}
