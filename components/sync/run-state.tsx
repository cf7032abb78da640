import type { SyncRunDto } from "@/server/sync/schemas";
import { Status } from "../ui/status";

const LOOK = {
  running: { tone: "info", icon: "turning", word: "Running" },
  paused: { tone: "info", icon: "clock", word: "Paused" },
  completed: { tone: "ok", icon: "check", word: "Completed" },
  partial: { tone: "warn", icon: "warning", word: "Partial" },
  failed: { tone: "bad", icon: "ban", word: "Failed" },
  cancelled: { tone: "plain", icon: "ban", word: "Cancelled" },
  silent: { tone: "warn", icon: "clock", word: "Cut off" },
} as const;

/** How a run stands: icon, word and colour. */
export function RunState({ run }: { run: Pick<SyncRunDto, "state" | "isSilent"> }) {
  const { tone, icon, word } = LOOK[run.isSilent ? "silent" : run.state];
  return (
    <Status tone={tone} icon={icon}>
      {word}
    </Status>
  );
}
