"use client";

import type { ReactNode } from "react";
import type { OperationDto } from "@/server/operations/schemas";
import { DateText } from "../ui/date-text";
import { Glyph, type GlyphName } from "../ui/glyph";

type Step = {
  readonly label: string;
  readonly at: string | null;
  readonly icon: GlyphName;
  readonly note?: ReactNode;
};

const ENDS = {
  completed: { label: "Seen at the registrar", icon: "check" },
  failed: { label: "Failed", icon: "warning" },
  cancelled: { label: "Cancelled", icon: "ban" },
  superseded: { label: "Replaced by a newer change", icon: "ban" },
} as const;

const isEnded = (state: OperationDto["state"]): state is keyof typeof ENDS => state in ENDS;

/** What is still to come of a change that is open. */
function awaited({ state, nextAttemptAt, dispatchedAt }: OperationDto): Step {
  const label = dispatchedAt && state !== "retrying" ? "Looked for next" : "Sent next";
  if (nextAttemptAt) return { label, at: nextAttemptAt, icon: "clock" };
  const note = state === "submitted" ? "Being worked on just now." : "Held back by its plan.";
  return { label, at: null, icon: "clock", note };
}

function stepsOf(operation: OperationDto): Step[] {
  const { requestedAt, dispatchedAt, acceptedAt, reviewAt, finishedAt, verifiedAt, state } =
    operation;
  return [
    { label: "Asked for", at: requestedAt, icon: "dot" },
    ...(dispatchedAt ? [{ label: "Sent", at: dispatchedAt, icon: "dot" } as const] : []),
    ...(acceptedAt
      ? [{ label: "Taken up by the registrar", at: acceptedAt, icon: "dot" } as const]
      : []),
    ...(reviewAt
      ? [{ label: "Handed to a person to look at", at: reviewAt, icon: "warning" } as const]
      : []),
    isEnded(state) ? { ...ENDS[state], at: verifiedAt ?? finishedAt } : awaited(operation),
  ];
}

/** The way of one change: asked for, sent, taken up, seen; and what comes next. */
export function OperationTimeline({ operation }: { operation: OperationDto }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold">What happened</h3>
      <ol>
        {stepsOf(operation).map(({ label, at, icon, note }) => (
          <li
            key={label}
            className="grid grid-cols-[1.25rem_minmax(0,1fr)] items-start gap-x-2 border-line border-t py-1.75 first:border-t-0"
          >
            <span className="pt-0.75 text-ink-3 [&_svg]:size-3.5">
              <Glyph name={icon} />
            </span>
            <span className="flex flex-wrap justify-between gap-x-3">
              <span>{label}</span>
              <span className="text-ink-3">{at ? <DateText value={at} time /> : note}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
