"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { makePlanAction } from "@/server/actions/plans";
import type { Selection } from "@/server/domains/schemas";
import type { PlanChange, PlanDto } from "@/server/plans/schemas";
import type { ApiError, ApiFields } from "../../query/api-error";
import { settled } from "../../query/settled";
import { planQueries } from "../queries";
import { useIntentKey } from "../use-intent-key";

/** The names a change is asked for. */
export type PlanTarget = {
  readonly selection: Selection;
  readonly names: number;
  /** Where it is one name: what it is called, and what it has now. */
  readonly one?: {
    readonly name: string;
    readonly nameUnicode: string;
    readonly nameservers: readonly string[] | null;
    readonly lockState: string;
    readonly autoRenew: string;
    /** Null: the registrar does not tell. */
    readonly privacy?: boolean | null;
    /** Whose it is; null: the house's own. */
    readonly partner?: { readonly id: string } | null;
  };
};

const NO_FIELDS: ApiFields = {};

/** Plans a change and opens its page: nothing is sent to anybody before it is started there. */
export function useMakePlan({ selection }: PlanTarget) {
  const router = useRouter();
  const client = useQueryClient();
  const keyOf = useIntentKey();
  const plan = useMutation({
    mutationFn: (change: PlanChange) =>
      settled<PlanDto>(makePlanAction({ key: keyOf(change), selection, change })),
    onSuccess: (made) => {
      client.setQueryData(planQueries.one(made.id).queryKey, made);
      router.push(`/plans/${made.id}` as Route);
    },
  });
  const error = plan.error as ApiError | null;
  return {
    make: (change: PlanChange) => plan.mutate(change),
    // It stays busy until its page is there.
    isPending: plan.isPending || plan.isSuccess,
    message: error?.message,
    fields: error?.fields ?? NO_FIELDS,
    forget: plan.reset,
  };
}

/** "kestrel.com" or "12 names", as a heading has it. */
export const targetWord = ({ one, names }: PlanTarget): string =>
  one ? one.nameUnicode : `${names.toLocaleString("en-GB")} names`;
