import type { ImportState } from "@/server/import/schemas";
import { Status } from "../ui/status";
import { STATE_WORDS } from "./words";

const LOOK = {
  uploaded: { tone: "info", icon: "clock" },
  checking: { tone: "info", icon: "turning" },
  checked: { tone: "info", icon: "clock" },
  applied: { tone: "ok", icon: "check" },
  failed: { tone: "bad", icon: "warning" },
  discarded: { tone: "muted", icon: "ban" },
} as const satisfies Record<ImportState, object>;

/** How far a file is: icon, word and colour. */
export function ImportStateText({ state }: { state: ImportState }) {
  const { tone, icon } = LOOK[state];
  return (
    <Status tone={tone} icon={icon}>
      {STATE_WORDS[state]}
    </Status>
  );
}
