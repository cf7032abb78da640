"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { decideAlikeAction } from "@/server/actions/conflicts";
import type { AlikeDto, ConflictDto } from "@/server/conflicts/schemas";
import { useIntentKey } from "../plans/use-intent-key";
import { settled } from "../query/settled";
import { useAnnounce } from "../ui/announcer";
import { FormDialog } from "../ui/form-dialog";
import { formatCount } from "../ui/numbers";
import { SkeletonBlock } from "../ui/skeleton";
import { useToast } from "../ui/toast";
import { conflictQueries } from "./queries";
import { CHOICE_WORDS, FIELD_WORDS, inSentence } from "./words";

type Choice = ConflictDto["suggestion"];
type AlikeDialogProps = {
  conflict: ConflictDto;
  choice: Choice;
  onPlan: (planId: string) => void;
  onClose: () => void;
};

/** As many as the server decides about at once. */
const MOST_AT_ONCE = 2_000;

const namesWord = (names: number) => `${formatCount(names)} ${names === 1 ? "name" : "names"}`;

/** Shows how many a choice would decide before it does. */
export function AlikeDialog({ conflict, choice, onPlan, onClose }: AlikeDialogProps) {
  const preview = useQuery(conflictQueries.alike({ id: conflict.id, choice }));
  const announce = useAnnounce();
  const toast = useToast();
  const keyOf = useIntentKey();
  const decide = useMutation({
    mutationKey: ["conflicts", "alike"],
    mutationFn: (names: number) => {
      const input = { id: conflict.id, choice, names };
      return settled(
        decideAlikeAction({ ...input, ...(choice === "push" ? { key: keyOf(input) } : {}) }),
      );
    },
    onSuccess: ({ decided, planId }) => {
      const told = `${namesWord(decided)} decided: ${CHOICE_WORDS[choice].label}.`;
      announce(told);
      toast({ title: told });
      onClose();
      if (planId) onPlan(planId);
    },
    onError: () => void preview.refetch(),
    onSettled: (_done, _error, _names, _context, { client }) => {
      void client.invalidateQueries({ queryKey: ["conflicts"] });
      void client.invalidateQueries({ queryKey: ["domains"] });
    },
  });
  const names = preview.data?.names ?? 0;
  return (
    <FormDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${CHOICE_WORDS[choice].label}: all alike`}
      description={`Open conflicts about ${inSentence(FIELD_WORDS[conflict.field])}, found by the rule “${conflict.ruleLabel}” in ${conflict.account.name}.`}
      confirm={
        names > 0 ? `${CHOICE_WORDS[choice].label} for ${namesWord(names)}` : "Nothing to decide"
      }
      pending={decide.isPending || preview.isPending}
      problem={decide.error?.message ?? preview.error?.message}
      onSubmit={() => {
        if (names > 0) decide.mutate(names);
      }}
    >
      {preview.data ? (
        <Preview preview={preview.data} help={CHOICE_WORDS[choice].help} />
      ) : (
        <SkeletonBlock label="Counting" lines={3} />
      )}
    </FormDialog>
  );
}

function Preview({ preview, help }: { preview: AlikeDto; help: string }) {
  const { names, obstructed, samples } = preview;
  const more = names - samples.length;
  return (
    <div className="grid gap-2">
      <p>
        <strong className="font-medium">{namesWord(names)}</strong> would be decided. {help}
      </p>
      <ul className="list-inside list-disc text-ink-2">
        {samples.map((name) => (
          <li key={name} className="[overflow-wrap:anywhere]">
            {name}
          </li>
        ))}
        {more > 0 && <li className="list-none text-ink-3">and {formatCount(more)} more</li>}
      </ul>
      {names >= MOST_AT_ONCE && (
        <p className="text-12 text-ink-2">
          These are as many as one decision reaches. Repeat it for the rest.
        </p>
      )}
      {obstructed > 0 && (
        <p className="text-12 text-ink-2">
          {formatCount(obstructed)} more alike cannot be decided so; they stay open.
        </p>
      )}
    </div>
  );
}
