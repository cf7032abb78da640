import type { PlanDto } from "@/server/plans/schemas";
import { Status } from "../ui/status";

type Stand = Pick<PlanDto, "state" | "isExpired" | "approval" | "progress" | "appliedAt">;

function lookOf({ state, isExpired, approval, progress, appliedAt }: Stand) {
  if (state === "applying") return { tone: "info", icon: "turning", word: "Running" } as const;
  if (state === "paused") return { tone: "warn", icon: "clock", word: "Paused" } as const;
  if (approval.refusedAt) return { tone: "bad", icon: "ban", word: "Refused" } as const;
  if (state === "cancelled") return { tone: "muted", icon: "ban", word: "Discarded" } as const;
  if (appliedAt === null && isExpired)
    return { tone: "muted", icon: "clock", word: "Preview too old" } as const;
  if (appliedAt === null && approval.isNeeded && !approval.approvedAt)
    return { tone: "warn", icon: "clock", word: "Waiting for approval" } as const;
  if (appliedAt === null) return { tone: "plain", icon: "dot", word: "Preview" } as const;
  const failed = progress.failed ?? 0;
  return failed > 0
    ? ({ tone: "bad", icon: "warning", word: `Ended, ${failed} failed` } as const)
    : ({ tone: "ok", icon: "check", word: "Done" } as const);
}

/** How a plan stands: icon, word and colour. */
export function PlanState({ plan }: { plan: Stand }) {
  const { tone, icon, word } = lookOf(plan);
  return (
    <Status tone={tone} icon={icon}>
      {word}
    </Status>
  );
}
