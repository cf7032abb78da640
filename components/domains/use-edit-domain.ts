"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { editDomainAction } from "@/server/actions/domains";
import type { DomainDetailDto } from "@/server/domains/schemas";
import type { ApiError } from "../query/api-error";
import { settled } from "../query/settled";
import { useAnnounce } from "../ui/announcer";
import { useToast } from "../ui/toast";
import { type DomainEdits, undoOf, withEdits } from "./apply-edits";
import { domainQueries } from "./queries";

export type DomainEditing = {
  readonly edit: (edits: DomainEdits) => void;
  readonly isPending: boolean;
  /** Why the last edit was not saved, and what it was. */
  readonly refused: { readonly error: ApiError; readonly edits: DomainEdits } | null;
  readonly forget: () => void;
};

type Order = { readonly edits: DomainEdits; readonly isUndo: boolean };

/**
 * Changes the local fields of a domain: shown at once, taken back when refused, and undone from the
 * message for ten seconds. Two people who edit at once are told.
 */
export function useEditDomain(domain: DomainDetailDto): DomainEditing {
  const { queryKey } = domainQueries.detail(domain.name);
  const client = useQueryClient();
  const toast = useToast();
  const announce = useAnnounce();

  const { mutate, isPending, error, variables, reset } = useMutation({
    mutationKey: ["domains", "edit", domain.name],
    mutationFn: ({ edits }: Order) => {
      const version = client.getQueryData(queryKey)?.version ?? domain.version;
      return settled(editDomainAction({ id: domain.id, version, ...edits }));
    },
    onMutate: async ({ edits }) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey) ?? domain;
      client.setQueryData(queryKey, withEdits(before, edits));
      return { before };
    },
    onError: (failure, _order, optimistic) => {
      client.setQueryData(queryKey, optimistic?.before);
      announce(`Not saved. ${failure.message}`, "assertive");
      void client.invalidateQueries({ queryKey });
    },
    onSuccess: (saved, { edits, isUndo }, { before }) => {
      client.setQueryData(queryKey, saved);
      const back = isUndo ? null : undoOf(before, edits);
      const title = isUndo ? "Put back as it was." : edits.isSeen ? "Marked as seen." : "Saved.";
      toast({
        title,
        ...(back
          ? { action: { label: "Undo", run: () => mutate({ edits: back, isUndo: true }) } }
          : {}),
      });
      void client.invalidateQueries({ queryKey: ["audit"] });
    },
  });

  return {
    edit: (edits) => mutate({ edits, isUndo: false }),
    isPending,
    refused: error && variables ? { error: error as ApiError, edits: variables.edits } : null,
    forget: reset,
  };
}
