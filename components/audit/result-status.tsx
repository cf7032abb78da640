import type { AuditEntryDto } from "@/server/audit/schemas";
import { Status } from "../ui/status";
import { RESULT_WORDS } from "./action-words";

const LOOK = {
  ok: { tone: "ok", icon: "check" },
  refused: { tone: "warn", icon: "warning" },
  denied: { tone: "bad", icon: "ban" },
} as const;

/** How it ended: icon, word and colour. */
export function ResultStatus({ result }: { result: AuditEntryDto["result"] }) {
  const { tone, icon } = LOOK[result];
  return (
    <Status tone={tone} icon={icon}>
      {RESULT_WORDS[result]}
    </Status>
  );
}
