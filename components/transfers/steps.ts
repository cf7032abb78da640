import type { TransferDto } from "@/server/transfers/schemas";
import { withQuery } from "../ui/with-query";

/** The steps of a transfer, as its address names them; the first one makes it. */
export const STEPS = [
  { step: "names", label: "Names" },
  { step: "preflight", label: "Pre-flight" },
  { step: "codes", label: "Codes & contacts" },
  { step: "nameservers", label: "Nameservers" },
  { step: "price", label: "Price & approval" },
  { step: "follow-up", label: "Follow-up" },
] as const;
export type Step = (typeof STEPS)[number]["step"];

/** The address of a step; the names are shown with what speaks for and against them. */
export const stepHref = (id: string, step: Step) =>
  withQuery(`/transfers/${id}`, { step: step === "names" ? "preflight" : step });

/** Where a transfer stands, whatever its address asks for: once it was ordered it can only be followed. */
export function stepOf({ plan }: TransferDto, asked: string | null): Step {
  if (plan.appliedAt !== null) return "follow-up";
  const wanted = STEPS.find(({ step }) => step === asked)?.step;
  return wanted === undefined || wanted === "names" || wanted === "follow-up"
    ? "preflight"
    : wanted;
}
