"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { makeRegistrationPlanAction } from "@/server/actions/registrations";
import type { MakeRegistrationPlanInput } from "@/server/registrations/schemas";
import { readHosts } from "../plans/start/hosts";
import { useSubmission } from "../query/use-submission";

export type Order = Omit<MakeRegistrationPlanInput, "key">;

/** The way from the form to the plan's page. The same order sent twice is the same plan; another order is another. */
export function useRegister() {
  const { submit, isPending, failure, errorAt } = useSubmission(makeRegistrationPlanAction);
  const intent = useRef({ order: "", key: "" });
  const router = useRouter();

  const preview = async (order: Order) => {
    const text = JSON.stringify(order);
    if (intent.current.order !== text) intent.current = { order: text, key: crypto.randomUUID() };
    const plan = await submit({ key: intent.current.key, ...order });
    if (plan) router.push(`/plans/${plan.id}` as Route);
  };
  return { preview, isPending, failure, errorAt };
}

/** Hosts as they were typed; one's own that were left empty are one empty host, which is told as missing. */
export function hostsOf(text: string | null): string[] {
  if (text === null) return [];
  const hosts = readHosts(text).map(({ host }) => host);
  return hosts.length > 0 ? hosts : [""];
}

/** Names as they were typed: by line, comma or semicolon. */
export const linesOf = (text: string): string[] =>
  text
    .split(/[\n,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
