"use client";

import { useMutation } from "@tanstack/react-query";
import { Clock } from "lucide-react";
import { lazy, memo, Suspense, useEffect, useState } from "react";
import { markSeenAction } from "@/server/actions/portfolio";
import type { DomainRow } from "@/server/domains/schemas";
import type { BulkResult } from "@/server/portfolio/schemas";
import { isPlanAsked, type PlanAsked, PlanDialog } from "../plans/start/plan-dialog";
import { settled } from "../query/settled";
import { BulkAction, BulkBar } from "../ui/bulk-bar";
import { formatCount } from "../ui/numbers";
import { useToast } from "../ui/toast";
import { namesWord, type PartnerChoice } from "./bulk-words";
import { ChangeMenu } from "./change-menu";
import { countOf, pendingOf, type Selected, toSelectionInput } from "./selection";
import type { SelectionHandle } from "./use-selection";

const TagDialog = lazy(async () => ({ default: (await import("./tag-dialog")).TagDialog }));
const AssignDialog = lazy(async () => ({
  default: (await import("./assign-dialog")).AssignDialog,
}));

type LiveBulkActionsProps = {
  selection: SelectionHandle;
  selected: Selected;
  /** Null where names are not the reader's to assign. */
  partners: readonly PartnerChoice[] | null;
  /** The names on the screen. */
  rows: readonly DomainRow[];
};

type Asked = "tag" | "assign" | PlanAsked | null;

/** Open boxes that close by Esc themselves; a toast is a dialog to the platform, but not in front of anything. */
const IN_FRONT = ["dialog", "alertdialog", "menu", "listbox"]
  .map((role) => `[role='${role}'][data-open]`)
  .join();

/** Esc clears the choice, unless something in front of the page takes the key. */
function useEscape(isOn: boolean, clear: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      if (document.querySelector(IN_FRONT)) return;
      clear();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [isOn, clear]);
}

const targetOf = (selected: Selected) => ({
  selection: toSelectionInput(selected),
  names: countOf(selected),
});

/** What can be done with the chosen names. */
export const LiveBulkActions = memo(function LiveBulkActions({
  selection,
  selected,
  partners,
  rows,
}: LiveBulkActionsProps) {
  const [asked, setAsked] = useState<Asked>(null);
  const count = countOf(selected);
  const pending = pendingOf(rows, selected);
  const close = () => setAsked(null);
  useEscape(count > 0 && asked === null, selection.clear);

  return (
    <>
      <BulkBar count={count} onClear={selection.clear}>
        {pending > 0 && <PendingNote names={pending} />}
        <ChangeMenu onAsk={setAsked} />
        <BulkAction onClick={() => setAsked("tag")}>Tag…</BulkAction>
        {partners && <BulkAction onClick={() => setAsked("assign")}>Assign…</BulkAction>}
        <MarkSeen selection={selection} />
        <ExportChosen selection={selection} />
      </BulkBar>
      {asked && isPlanAsked(asked) && (
        <PlanDialog asked={asked} target={targetOf(selected)} onClose={close} />
      )}
      {(asked === "tag" || asked === "assign") && (
        <Suspense fallback={null}>
          {asked === "tag" && <TagDialog selection={selection} onClose={close} />}
          {asked === "assign" && partners && (
            <AssignDialog selection={selection} partners={partners} onClose={close} />
          )}
        </Suspense>
      )}
    </>
  );
});

/** Said before anything is asked for: the preview tells of each name what becomes of it. */
function PendingNote({ names }: { names: number }) {
  return (
    <span role="status" className="inline-flex items-center gap-1.5 pr-2 whitespace-nowrap">
      <Clock className="size-3.5" />
      {names === 1 ? "1 has" : `${formatCount(names)} have`} changes pending
    </span>
  );
}

function MarkSeen({ selection }: { selection: SelectionHandle }) {
  const toast = useToast();
  const mark = useMutation({
    mutationFn: () =>
      settled<BulkResult>(markSeenAction({ selection: toSelectionInput(selection.now()) })),
    onSuccess: ({ changed }) => {
      toast({
        title: changed === 0 ? "Nothing was new there" : `${namesWord(changed)} marked as seen`,
      });
      selection.clear();
    },
    onError: (error) =>
      toast({ title: "Nothing was marked", description: error.message, tone: "bad" }),
    onSettled: (_data, _error, _variables, _before, { client }) =>
      void client.invalidateQueries({ queryKey: ["domains"] }),
  });
  return (
    <BulkAction aria-busy={mark.isPending} onClick={() => !mark.isPending && mark.mutate()}>
      Mark as seen
    </BulkAction>
  );
}

function ExportChosen({ selection }: { selection: SelectionHandle }) {
  const toast = useToast();
  const save = useMutation({
    mutationFn: async () => {
      const { downloadSelection } = await import("./download");
      await downloadSelection(toSelectionInput(selection.now()));
    },
    onError: (error) =>
      toast({ title: "Nothing was exported", description: error.message, tone: "bad" }),
  });
  return (
    <BulkAction aria-busy={save.isPending} onClick={() => !save.isPending && save.mutate()}>
      Export
    </BulkAction>
  );
}
