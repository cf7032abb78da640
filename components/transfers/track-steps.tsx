import { Check, Circle, CircleDot, X } from "lucide-react";
import type { TrackDto } from "@/server/transfers/schemas";
import { DateText } from "../ui/date-text";
import { isOver } from "./queries";
import { WAITS_WORDS } from "./words";

type Stage = { readonly label: string; readonly at: string | null; readonly isDone: boolean };

/** The way of one name: what is done, where it is now and whom it waits for, and what follows. */
export function TrackSteps({ track }: { track: TrackDto }) {
  const isFailed = track.state === "failed" || track.state === "cancelled";
  const isHere = track.state === "completed";
  const stages: Stage[] = [
    { label: "Sent", at: track.sentAt, isDone: track.sentAt !== null },
    { label: "Taken up by the registrar", at: track.acceptedAt, isDone: track.acceptedAt !== null },
    { label: "Here", at: isHere ? track.finishedAt : null, isDone: isHere },
    { label: "Compared with before", at: null, isDone: isHere && track.postCheck.length > 0 },
  ];
  const now = isFailed ? -1 : stages.findIndex(({ isDone }) => !isDone);
  return (
    <div className="grid gap-2">
      <ol className="flex flex-wrap gap-x-5 gap-y-1">
        {stages.map(({ label, at, isDone }, index) => (
          <li key={label} className="inline-flex items-center gap-1.5">
            <Mark isDone={isDone} isNow={index === now} isFailed={isFailed} />
            <span className={isDone || index === now ? "" : "text-ink-3"}>
              {label}
              <span className="sr-only">{isDone ? ", done" : index === now ? ", now" : ""}</span>
            </span>
            {at && <DateText value={at} time className="text-12 text-ink-3" />}
          </li>
        ))}
      </ol>
      <Standing track={track} />
    </div>
  );
}

function Mark({ isDone, isNow, isFailed }: { isDone: boolean; isNow: boolean; isFailed: boolean }) {
  if (isDone) return <Check className="size-3.5 text-ok" />;
  if (isFailed) return <X className="size-3.5 text-ink-3" />;
  return isNow ? (
    <CircleDot className="size-3.5 text-info" />
  ) : (
    <Circle className="size-3.5 text-ink-3" />
  );
}

function Standing({ track }: { track: TrackDto }) {
  const { waitsFor, step, reason, release, next } = track;
  return (
    <div className="grid gap-0.5 text-ink-2 empty:hidden">
      {waitsFor && !isOver(track) && (
        <p>
          {WAITS_WORDS[waitsFor]}
          {step && waitsFor !== "you" && (
            <>
              : <q>{step}</q>
            </>
          )}
          .
        </p>
      )}
      {release && (
        <p>
          If the losing registrar stays silent, it counts as a yes about{" "}
          <DateText value={release.at} distance /> ({release.source}).
        </p>
      )}
      {reason && <p>Reason: {reason}</p>}
      {next && (
        <p className="text-ink">
          <strong className="font-semibold">Next:</strong> {next}
        </p>
      )}
    </div>
  );
}
