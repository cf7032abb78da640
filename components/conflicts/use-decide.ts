"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { decideConflictAction, undoConflictAction } from "@/server/actions/conflicts";
import type { ConflictDto } from "@/server/conflicts/schemas";
import { useIntentKey } from "../plans/use-intent-key";
import type { ApiError } from "../query/api-error";
import { settled } from "../query/settled";
import { useAnnounce } from "../ui/announcer";
import { type Standing, useStandings } from "./use-standings";
import { CHOICE_WORDS, OUTCOME_WORDS } from "./words";

type Order = {
  readonly conflict: ConflictDto;
  readonly choice: ConflictDto["suggestion"];
  readonly value?: string | string[];
};

/** What was done on this page, and the ways to do more. */
export type Decisions = Standing & {
  /** Resolves to whether it was decided. */
  readonly decide: (order: Order) => Promise<boolean>;
  readonly undo: (id: string) => void;
  /** Takes back what was decided last. */
  readonly undoLast: () => void;
};

/**
 * Decides about conflicts. A card tells at once that its answer is awaited, and that it is decided only when the
 * server has said so; it stays where it was, so that it can be taken back.
 */
export function useDecide(): Decisions {
  const { begin, told, failed, ended, last, ...standing } = useStandings();
  const announce = useAnnounce();
  const client = useQueryClient();
  const keyOf = useIntentKey();
  const refused = (id: string, error: Error) => {
    failed(id, error as ApiError);
    announce(error.message, "assertive");
  };
  const done = (conflict: ConflictDto) => {
    told(conflict);
    const what = conflict.outcome ? OUTCOME_WORDS[conflict.outcome] : "Open again.";
    announce(`${conflict.domain.nameUnicode}: ${what}`);
  };
  const settle = (id: string) => {
    ended(id);
    void client.invalidateQueries({ queryKey: ["conflicts", "counts"] });
    void client.invalidateQueries({ queryKey: ["domains"] });
  };

  const deciding = useMutation({
    mutationKey: ["conflicts", "decide"],
    mutationFn: ({ conflict: { id, version }, choice, value }: Order) => {
      const input = { id, version, choice, ...(value === undefined ? {} : { value }) };
      const key = choice === "push" ? { key: keyOf(input) } : {};
      return settled(decideConflictAction({ ...input, ...key }));
    },
    onMutate: ({ conflict, choice }) => begin(conflict.id, choice),
    onSuccess: done,
    onError: (error, { conflict }) => refused(conflict.id, error),
    onSettled: (_done, _error, { conflict }) => settle(conflict.id),
  });
  const undoing = useMutation({
    mutationKey: ["conflicts", "undo"],
    mutationFn: (id: string) => settled(undoConflictAction({ id })),
    onMutate: (id) => begin(id, "undo"),
    onSuccess: done,
    onError: (error, id) => refused(id, error),
    onSettled: (_done, _error, id) => settle(id),
  });

  const decide = async (order: Order): Promise<boolean> => {
    const { conflict, choice } = order;
    const offered = conflict.choices.find((one) => one.choice === choice);
    if (!offered || standing.pending.has(conflict.id)) return false;
    if (offered.obstacle !== null) {
      announce(`${CHOICE_WORDS[choice].label} is not possible. ${offered.obstacle}`, "assertive");
      return false;
    }
    return deciding.mutateAsync(order).then(
      () => true,
      () => false,
    );
  };
  const undoLast = () => {
    if (last === undefined) announce("There is nothing to take back on this page.");
    else undoing.mutate(last);
  };
  return { ...standing, decide, undo: undoing.mutate, undoLast };
}
