"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { excludeRowsAction } from "@/server/actions/plans";
import type { PlanDto, PlanRowsDto } from "@/server/plans/schemas";
import { settled } from "../query/settled";
import { useAnnounce } from "../ui/announcer";
import { useToast } from "../ui/toast";
import { planQueries } from "./queries";
import type { Excluding } from "./rows-table";
import { chosenOf, namesWord } from "./words";

type Choice = { readonly names: readonly string[]; readonly isExcluded: boolean };

const marked = (page: PlanRowsDto | undefined, { names, isExcluded }: Choice) =>
  page && {
    ...page,
    rows: page.rows.map((row) => (names.includes(row.name) ? { ...row, isExcluded } : row)),
  };

/** Takes names out of a preview and back in; shown at once, taken back when refused. Null once that is over. */
export function useExcluding(plan: PlanDto): Excluding | null {
  const client = useQueryClient();
  const announce = useAnnounce();
  const toast = useToast();
  const queryKey = ["plans", "rows", plan.id];
  const { mutate } = useMutation({
    mutationFn: ({ names, isExcluded }: Choice) =>
      settled<PlanDto>(excludeRowsAction({ id: plan.id, names: [...names], isExcluded })),
    onMutate: async (choice) => {
      await client.cancelQueries({ queryKey });
      client.setQueriesData<PlanRowsDto>({ queryKey }, (page) => marked(page, choice));
    },
    onSuccess: (changed) => {
      client.setQueryData(planQueries.one(plan.id).queryKey, changed);
      announce(`${namesWord(chosenOf(changed))} will be changed.`);
    },
    onError: (error) => {
      toast({ title: "Nothing was left out", description: error.message, tone: "bad" });
      void client.invalidateQueries({ queryKey });
    },
  });
  const isOpen = plan.state === "ready" && plan.approval.approvedAt === null;
  return isOpen ? { set: (names, isExcluded) => mutate({ names, isExcluded }) } : null;
}
