"use client";

import type { ReactNode } from "react";
import type { ConflictDto } from "@/server/conflicts/schemas";
import type { TruthField } from "@/server/domains/schemas";
import { ValueCell } from "../domains/value-cell";
import { AgeText } from "../ui/age-text";
import { isReviewOf, SIDES, VIA_WORDS } from "./words";

function sidesOf({ field, rule }: ConflictDto) {
  if (isReviewOf(field)) return SIDES.account;
  if (rule === "status_unknown") return SIDES.words;
  return field === "autoRenew" ? SIDES.wish : SIDES.value;
}

/** Both sides next to each other, the told one with its source and age. */
export function ConflictValues({ conflict }: { conflict: ConflictDto }) {
  const [ours, theirs] = sidesOf(conflict);
  const isOneSided = conflict.field === "arrival" || conflict.field === "departure";
  return (
    <dl className="grid grid-cols-1 gap-2 sm:grid-cols-2">
      {!isOneSided && (
        <Side label={ours}>
          <Value conflict={conflict} value={conflict.kept} />
        </Side>
      )}
      <Side
        label={conflict.field === "departure" ? "Not in" : isOneSided ? "New in" : theirs}
        isTold={!isOneSided}
        note={
          <>
            {isReviewOf(conflict.field) ? "" : `${conflict.account.name}, `}
            {VIA_WORDS[conflict.via]}, <AgeText value={conflict.lastSeenAt} />
          </>
        }
      >
        <Value conflict={conflict} value={conflict.told} />
      </Side>
    </dl>
  );
}

function Value({ conflict, value }: { conflict: ConflictDto; value: unknown }) {
  if (isReviewOf(conflict.field)) return <>{value === null ? "not known" : String(value)}</>;
  return <ValueCell field={conflict.field as TruthField["field"]} value={value} />;
}

type SideProps = { label: string; note?: ReactNode; isTold?: boolean; children: ReactNode };

function Side({ label, note, isTold = false, children }: SideProps) {
  return (
    <div
      className={`min-w-0 rounded-s border px-3 py-2 ${isTold ? "border-warn/40 bg-warn-soft" : "border-line bg-sunken"}`}
    >
      <dt className="text-12 text-ink-2">{label}</dt>
      <dd className="font-medium [overflow-wrap:anywhere]">
        {children}
        {note && <span className="mt-0.5 block text-12 font-normal text-ink-2">{note}</span>}
      </dd>
    </div>
  );
}
