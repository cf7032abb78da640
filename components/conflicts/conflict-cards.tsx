"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { ConflictDto } from "@/server/conflicts/schemas";
import { withQuery } from "../ui/with-query";
import { AlikeDialog } from "./alike-dialog";
import { ConflictCard } from "./conflict-card";
import { SetDialog } from "./set-dialog";
import type { Decisions } from "./use-decide";
import { useInboxKeys } from "./use-inbox-keys";

type Choice = ConflictDto["suggestion"];
type ConflictCardsProps = { rows: readonly ConflictDto[]; decisions: Decisions };

const canBeSet = ({ choices }: ConflictDto) =>
  choices.some(({ choice, obstacle }) => choice === "set" && obstacle === null);

/** The cards with what stands in front of them: the form of a value set by hand, and the preview of all alike. */
export function ConflictCards({ rows, decisions }: ConflictCardsProps) {
  const area = useRef<HTMLDivElement>(null);
  const [setting, setSetting] = useState<string>();
  const [asking, setAsking] = useState<{ readonly id: string; readonly choice: Choice }>();
  const shown = rows.map((row) => decisions.done.get(row.id) ?? row);
  const choose = (conflict: ConflictDto, choice: Choice) => {
    if (choice === "set" && canBeSet(conflict)) setSetting(conflict.id);
    else void decisions.decide({ conflict, choice });
  };
  useInboxKeys(area, shown, { choose, undoLast: decisions.undoLast });

  return (
    <div ref={area} className="grid gap-3">
      {shown.map((conflict) => (
        <ConflictCard
          key={conflict.id}
          conflict={conflict}
          pending={decisions.pending.get(conflict.id)}
          refused={setting === conflict.id ? undefined : decisions.refused.get(conflict.id)}
          onChoose={(choice) => choose(conflict, choice)}
          onAlike={(choice) => setAsking({ id: conflict.id, choice })}
          onUndo={() => decisions.undo(conflict.id)}
        />
      ))}
      <Setting
        conflict={shown.find(({ id }) => id === setting)}
        decisions={decisions}
        onClose={() => setSetting(undefined)}
      />
      <Asking
        conflict={shown.find(({ id }) => id === asking?.id)}
        choice={asking?.choice}
        onClose={() => setAsking(undefined)}
      />
    </div>
  );
}

type SettingProps = {
  conflict: ConflictDto | undefined;
  decisions: Decisions;
  onClose: () => void;
};

function Setting({ conflict, decisions, onClose }: SettingProps) {
  if (!conflict) return null;
  const set = async (value: string | string[]) => {
    if (await decisions.decide({ conflict, choice: "set", value })) onClose();
  };
  return (
    <SetDialog
      conflict={conflict}
      isPending={decisions.pending.has(conflict.id)}
      refused={decisions.refused.get(conflict.id)}
      onClose={onClose}
      onSet={(value) => void set(value)}
    />
  );
}

type AskingProps = {
  conflict: ConflictDto | undefined;
  choice: Choice | undefined;
  onClose: () => void;
};

function Asking({ conflict, choice, onClose }: AskingProps) {
  const router = useRouter();
  if (!conflict || !choice) return null;
  return (
    <AlikeDialog
      conflict={conflict}
      choice={choice}
      onPlan={(planId) => router.push(withQuery(`/plans/${planId}`, {}))}
      onClose={onClose}
    />
  );
}
