"use client";

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { estimateSyncAction, startSelectedSyncAction } from "@/server/actions/sync";
import type { SyncRunDto } from "@/server/sync/schemas";
import { settled } from "../query/settled";
import { Checkbox } from "../ui/checkbox";
import { FormDialog } from "../ui/form-dialog";
import type { SelectChoice } from "../ui/select";
import { SelectField } from "../ui/select-field";
import { TextareaField } from "../ui/textarea-field";
import { useToast } from "../ui/toast";
import { EstimateText } from "./estimate-text";
import { followRuns } from "./queries";

type Order = Parameters<typeof startSelectedSyncAction>[0];
type SyncMode = SyncRunDto["mode"];

export type ChoiceKind = "list" | "expiring" | "all";

const TITLES: Readonly<Record<ChoiceKind, string>> = {
  list: "Read a list of names",
  expiring: "Read names that expire within 30 days",
  all: "Read all names",
};

const MODES: readonly SelectChoice<SyncMode>[] = [
  { value: "full", label: "Everything the registrar tells" },
  { value: "status", label: "Status and expiry alone" },
];

const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
  ),
];

type ChoiceDialogProps = { kind: ChoiceKind; onClose: () => void };

/** Which names are read, how much of them, and what that costs, before anybody is asked. */
export function ChoiceDialog({ kind, onClose }: ChoiceDialogProps) {
  const toast = useToast();
  const [text, setText] = useState("");
  const [mode, setMode] = useState<SyncMode>("full");
  const [isForced, setForced] = useState(false);
  const names = namesIn(text);
  const order = { selection: selectionOf(kind, names), mode, isForced };
  const isEmpty = kind === "list" && names.length === 0;
  const estimate = useEstimate(order, !isEmpty);
  const start = useMutation({
    mutationKey: ["sync", "choice"],
    mutationFn: () => settled(startSelectedSyncAction(order)),
    onSuccess: ({ isQueued, names: count, result }) => {
      const left = result && result.left > 0 ? ` ${result.left} were not reached.` : "";
      toast({
        title: isQueued ? `${count} names are being read.` : `${count} names were read.${left}`,
      });
      onClose();
    },
    onSettled: (_data, _error, _input, _context, { client }) => {
      followRuns();
      void client.invalidateQueries({ queryKey: ["sync", "runs"] });
    },
  });
  return (
    <FormDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={TITLES[kind]}
      confirm="Read now"
      pending={start.isPending}
      problem={start.error?.message}
      onSubmit={() => !isEmpty && start.mutate()}
    >
      {kind === "list" && (
        <TextareaField
          label="Names"
          required
          help="One to a line, or with commas between them."
          rows={5}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <SelectField label="What is read" required choices={MODES} value={mode} onChange={setMode} />
      <Checkbox
        label="Also names that were read a moment ago"
        checked={isForced}
        onChange={(event) => setForced(event.target.checked)}
      />
      <EstimateText
        estimate={isEmpty ? null : (estimate.data ?? null)}
        problem={estimate.error?.message ?? null}
        isAsking={estimate.isFetching}
      />
    </FormDialog>
  );
}

const selectionOf = (kind: ChoiceKind, names: string[]): Order["selection"] => {
  if (kind === "list") return { names };
  return kind === "expiring" ? { withinDays: 30 } : { all: true };
};

const useEstimate = (order: Order, enabled: boolean) =>
  useQuery({
    queryKey: ["sync", "estimate", order],
    queryFn: () => settled(estimateSyncAction(order)),
    enabled,
    placeholderData: keepPreviousData,
    retry: false,
  });
