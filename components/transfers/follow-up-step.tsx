"use client";

import { ExternalLink } from "lucide-react";
import type { TransferDto, TransferRowDto } from "@/server/transfers/schemas";
import { Card } from "../ui/card";
import { DomainNameText } from "../ui/domain-name-text";
import { Notice } from "../ui/notice";
import { PostCheck } from "./post-check";
import { isOver } from "./queries";
import { SteerTransfer } from "./steer-transfer";
import { TakeBack } from "./take-back";
import { TrackStatus } from "./track-status";
import { TrackSteps } from "./track-steps";
import { namesWord, ruleWord } from "./words";

/** What asks for a hand comes first, then what is on its way, then what is over. */
const RANK = {
  action_needed: 0,
  review: 0,
  failed: 1,
  looking: 2,
  sending: 3,
  queued: 3,
  under_way: 3,
  completed: 4,
  cancelled: 5,
} as const;

const rankOf = ({ track }: TransferRowDto) => (track ? RANK[track.state] : 9);

/** Step 6: how far each name is, whom it waits for, and once it is here, what it lost on its way. */
export function FollowUpStep({ transfer }: { transfer: TransferDto }) {
  const sent = transfer.rows
    .filter(({ track }) => track !== null)
    .sort((one, other) => rankOf(one) - rankOf(other));
  const left = transfer.rows.filter(({ track }) => track === null);
  const isUnderWay = sent.some(({ track }) => track && !isOver(track));
  return (
    <>
      <p role="status" className="text-ink-2">
        {summary(sent)}
      </p>
      {isUnderWay && <ElsewhereNotice transfer={transfer} />}
      {sent.map((row) => (
        <NameCard key={row.name} row={row} steering={transfer.steering} />
      ))}
      {left.length > 0 && (
        <Notice tone="info" title={`${namesWord(left.length)} not ordered.`}>
          <ul className="list-disc pl-5">
            {left.map(({ name, nameUnicode, detail, rule }) => (
              <li key={name}>
                {nameUnicode}: {detail ?? (rule ? ruleWord(rule) : "taken out")}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function summary(rows: readonly TransferRowDto[]): string {
  const count = (test: (state: string) => boolean) =>
    rows.filter(({ track }) => track && test(track.state)).length;
  const needing = count((state) => state === "action_needed" || state === "review");
  const parts = [
    [count((state) => state === "completed"), "completed"],
    [count((state) => state === "failed"), "failed"],
    [needing, needing === 1 ? "needs you" : "need you"],
    [count((state) => ["queued", "sending", "looking", "under_way"].includes(state)), "under way"],
  ] as const;
  return parts.flatMap(([names, word]) => (names > 0 ? [`${names} ${word}`] : [])).join(" · ");
}

/** What the registrar's interface has no call for is said, with where it is done instead. */
function ElsewhereNotice({ transfer: { steering, panel } }: { transfer: TransferDto }) {
  const reasons = [...new Set([steering.cancel, steering.mail, steering.code])].filter(
    (reason) => reason !== null,
  );
  if (reasons.length === 0) return null;
  return (
    <p className="text-12 text-ink-3">
      {reasons.join(" ")}{" "}
      {panel ? (
        <a href={panel.url} target="_blank" rel="noreferrer" className="link">
          Open {panel.name} <ExternalLink className="inline size-3" />
          <span className="sr-only"> in a new tab</span>
        </a>
      ) : (
        "The house can do it there."
      )}
    </p>
  );
}

type NameCardProps = { row: TransferRowDto; steering: TransferDto["steering"] };

function NameCard({ row, steering }: NameCardProps) {
  const { track } = row;
  if (!track) return null;
  return (
    <Card
      title={<DomainNameText name={row.nameUnicode} ascii={row.name} />}
      action={<TrackStatus track={track} />}
    >
      <TrackSteps track={track} />
      {track.canCancel && <TakeBack operationId={track.operationId} name={row.nameUnicode} />}
      {track.isAtRegistrar && (
        <SteerTransfer track={track} name={row.nameUnicode} steering={steering} />
      )}
      {track.postCheck.length > 0 && <PostCheck row={row} />}
    </Card>
  );
}
