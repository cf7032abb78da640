import type { estimateSyncAction } from "@/server/actions/sync";
import { cn } from "../ui/cn";
import { formatCount } from "../ui/numbers";

type Estimate = Extract<Awaited<ReturnType<typeof estimateSyncAction>>, { ok: true }>["value"];

type EstimateTextProps = {
  estimate: Estimate | null;
  problem: string | null;
  isAsking: boolean;
};

const plural = (count: number, one: string, many: string) =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** What a reading would cost: names, calls, and what is left out. */
export function EstimateText({ estimate, problem, isAsking }: EstimateTextProps) {
  return (
    <p aria-live="polite" className={cn("min-h-10 text-ink-2", isAsking && "opacity-60")}>
      {problem ?? (estimate ? words(estimate) : "")}
    </p>
  );
}

function words({ names, calls, skipped, accounts }: Estimate): string {
  const left =
    skipped > 0
      ? ` ${plural(skipped, "name is", "names are")} left out: read a moment ago, or waiting after a failure.`
      : "";
  if (names === 0) return `There is no name to read.${left}`;
  const where = accounts.length > 1 ? ` in ${accounts.length} accounts` : "";
  return `${plural(names, "name", "names")}${where}, about ${plural(calls, "call", "calls")} to registrars.${left}`;
}
