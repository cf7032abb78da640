"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { excludeRowsAction } from "@/server/actions/plans";
import type { ExcludeRowsInput, PlanDto, PlanRowsDto } from "@/server/plans/schemas";
import { settled } from "../query/settled";
import { useAnnounce } from "../ui/announcer";
import { useToast } from "../ui/toast";
import { planQueries } from "./queries";
import type { Excluding } from "./rows-table";
import { chosenOf, namesWord } from "./words";

type Choice = { readonly isExcluded: boolean } & (
  | { readonly names: readonly string[] }
  | { readonly filter: string }
);

const inputOf = (id: string, choice: Choice): ExcludeRowsInput =>
  "names" in choice ? { ...choice, id, names: [...choice.names] } : { ...choice, id };

const marked = (page: PlanRowsDto | undefined, choice: Choice) =>
  page && {
    ...page,
    rows: page.rows.map((row) =>
      "names" in choice && choice.names.includes(row.name)
        ? { ...row, isExcluded: choice.isExcluded }
        : row,
    ),
  };

/** Takes names out of a preview and back in; shown at once, taken back when refused. Null once that is over. */
export function useExcluding(plan: PlanDto): Excluding | null {
  const client = useQueryClient();
  const announce = useAnnounce();
  const toast = useToast();
  const queryKey = ["plans", "rows", plan.id];
  const { mutate } = useMutation({
    mutationFn: (choice: Choice) => settled<PlanDto>(excludeRowsAction(inputOf(plan.id, choice))),
    onMutate: async (choice) => {
      await client.cancelQueries({ queryKey });
      client.setQueriesData<PlanRowsDto>({ queryKey }, (page) => marked(page, choice));
    },
    onSuccess: (changed, choice) => {
      client.setQueryData(planQueries.one(plan.id).queryKey, changed);
      if ("filter" in choice) void client.invalidateQueries({ queryKey });
      announce(`${namesWord(chosenOf(changed))} will be changed.`);
    },
    onError: (error) => {
      toast({ title: "Nothing was left out", description: error.message, tone: "bad" });
      void client.invalidateQueries({ queryKey });
    },
  });
  const isOpen = plan.state === "ready" && plan.approval.approvedAt === null;
  if (!isOpen) return null;
  return {
    set: (names, isExcluded) => mutate({ names, isExcluded }),
    setShown: (filter, isExcluded) => mutate({ filter, isExcluded }),
  };
}
