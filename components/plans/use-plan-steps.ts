"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import {
  cancelPlanAction,
  pausePlanAction,
  planAgainAction,
  resumePlanAction,
  retryPlanAction,
  undoPlanAction,
} from "@/server/actions/plans";
import type { Cause } from "@/server/operations/kinds";
import type { PlanDto } from "@/server/plans/schemas";
import { type Settlement, settled } from "../query/settled";
import { useToast } from "../ui/toast";
import { planQueries } from "./queries";
import { useIntentKey } from "./use-intent-key";

/** Takes a plan over as it was answered, and asks for its rows anew. */
export function useTakePlan(): (plan: PlanDto) => void {
  const client = useQueryClient();
  return (plan) => {
    client.setQueryData(planQueries.one(plan.id).queryKey, plan);
    void client.invalidateQueries({ queryKey: ["plans", "rows", plan.id] });
    void client.invalidateQueries({ queryKey: ["plans", "list"] });
    void client.invalidateQueries({ queryKey: ["plans", "running"] });
    void client.invalidateQueries({ queryKey: ["operations"] });
  };
}

type Step = "pause" | "resume" | "cancel";

const STEPS: Readonly<Record<Step, (input: { id: string }) => Promise<Settlement<PlanDto>>>> = {
  pause: pausePlanAction,
  resume: resumePlanAction,
  cancel: cancelPlanAction,
};

/** Pausing, going on, and ending the rest. */
export function useSteer(id: string) {
  const take = useTakePlan();
  const toast = useToast();
  return useMutation({
    mutationFn: (step: Step) => settled(STEPS[step]({ id })),
    onSuccess: take,
    onError: (error) => toast({ title: "Not done", description: error.message, tone: "bad" }),
  });
}

type FollowUp =
  | { readonly way: "retry"; readonly causes: readonly Cause[] }
  | { readonly way: "undo" }
  | { readonly way: "again" };

/** Plans that follow from a plan: what failed once more, the way back, the same looked at anew. Each has its own page. */
export function useFollowUp(id: string) {
  const router = useRouter();
  const keyOf = useIntentKey();
  const toast = useToast();
  return useMutation({
    mutationFn: (asked: FollowUp) => {
      const key = keyOf(asked);
      if (asked.way === "undo") return settled<PlanDto>(undoPlanAction({ id, key }));
      if (asked.way === "again") return settled<PlanDto>(planAgainAction({ id, key }));
      return settled<PlanDto>(retryPlanAction({ id, key, causes: [...asked.causes] }));
    },
    onSuccess: (plan) => router.push(`/plans/${plan.id}` as Route),
    onError: (error) =>
      toast({ title: "Nothing was planned", description: error.message, tone: "bad" }),
  });
}
