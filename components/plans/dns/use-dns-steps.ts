"use client";

import { useMutation } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { excludeByDnsAction, removeKeysFirstAction } from "@/server/actions/plans";
import type { ExcludeByDnsInput, PlanDto } from "@/server/plans/schemas";
import { settled } from "../../query/settled";
import { useAnnounce } from "../../ui/announcer";
import { useToast } from "../../ui/toast";
import { useIntentKey } from "../use-intent-key";
import { useTakePlan } from "../use-plan-steps";
import { chosenOf, namesWord } from "../words";

/** Takes all names out of a preview that look so in the DNS. */
export function useExcludeByDns(id: string) {
  const take = useTakePlan();
  const toast = useToast();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: (state: ExcludeByDnsInput["state"]) =>
      settled<PlanDto>(excludeByDnsAction({ id, state })),
    onSuccess: (plan) => {
      take(plan);
      announce(`${namesWord(chosenOf(plan))} will be changed.`);
    },
    onError: (error) =>
      toast({ title: "Nothing was left out", description: error.message, tone: "bad" }),
  });
}

/** Makes two plans of what would break: keys first, nameservers after. Opens the first. */
export function useRemoveKeysFirst(id: string) {
  const router = useRouter();
  const keyOf = useIntentKey();
  const toast = useToast();
  return useMutation({
    mutationFn: () =>
      settled<PlanDto>(removeKeysFirstAction({ id, key: keyOf({ way: "keys first" }) })),
    onSuccess: (plan) => router.push(`/plans/${plan.id}` as Route),
    onError: (error) =>
      toast({ title: "Nothing was planned", description: error.message, tone: "bad" }),
  });
}
