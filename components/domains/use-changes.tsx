"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { DomainDetailDto } from "@/server/domains/schemas";
import { type PlanAsked, PlanDialog } from "../plans/start/plan-dialog";
import type { PlanTarget } from "../plans/start/use-make-plan";
import { useShortcuts } from "../shell/shortcuts";
import { useToast } from "../ui/toast";
import { domainQueries } from "./queries";
import { OPERATION_WORDS } from "./words";

export type Changes = {
  /** Opens the box for a change; where it is not possible, its reason is said instead. */
  readonly ask: (asked: PlanAsked) => void;
  /** Why a change is not possible now; null where it is, or as long as nobody knows. */
  readonly hindranceOf: (asked: PlanAsked) => string | null;
  readonly dialog: ReactNode;
};

const targetOf = (domain: DomainDetailDto): PlanTarget => ({
  selection: { ids: [domain.id] },
  names: 1,
  one: domain,
});

/** The changes of one name: their boxes, and a key for each. */
export function useChanges(domain: DomainDetailDto): Changes {
  const [asked, setAsked] = useState<PlanAsked | null>(null);
  const { data } = useQuery(domainQueries.capabilities(domain.name));
  const toast = useToast();
  const hindranceOf = (wanted: PlanAsked): string | null => {
    const control = data?.operations.find(({ operation }) => operation === wanted);
    return control && !control.isPossible ? (control.reason ?? "Not possible now.") : null;
  };
  const ask = (wanted: PlanAsked) => {
    const hindrance = hindranceOf(wanted);
    if (hindrance === null) return setAsked(wanted);
    toast({
      title: `${OPERATION_WORDS[wanted]}: not possible now`,
      description: hindrance,
      tone: "info",
    });
  };
  useShortcuts([
    { keys: "e", label: "Edit nameservers", run: () => ask("nameservers") },
    { keys: "l", label: "Lock or unlock", run: () => ask("lock") },
    { keys: "r", label: "Renew", run: () => ask("renew") },
  ]);
  const dialog = asked && (
    <PlanDialog asked={asked} target={targetOf(domain)} onClose={() => setAsked(null)} />
  );
  return { ask, hindranceOf, dialog };
}
