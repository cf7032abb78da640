import type { Lifecycle } from "@/server/names/lifecycles";
import { Status, type StatusIcon, type StatusTone } from "../ui/status";

type Look = { readonly word: string; readonly tone: StatusTone; readonly icon: StatusIcon };

const LOOKS: Readonly<Record<Lifecycle, Look>> = {
  active: { word: "Active", tone: "ok", icon: "check" },
  grace: { word: "Grace", tone: "warn", icon: "clock" },
  redemption: { word: "Redemption", tone: "bad", icon: "warning" },
  pending_delete: { word: "Pending delete", tone: "bad", icon: "ban" },
  transfer_in: { word: "Transferring in", tone: "info", icon: "turning" },
  on_hold: { word: "On hold", tone: "bad", icon: "ban" },
  expired: { word: "Expired", tone: "warn", icon: "warning" },
  unknown: { word: "Unknown", tone: "muted", icon: "unknown" },
};

/** The word for a phase of a name's life. */
export const lifecycleWord = (lifecycle: Lifecycle): string => LOOKS[lifecycle].word;

/** Where a name stands in its life: icon, word and colour. */
export function LifecycleStatus({ lifecycle }: { lifecycle: Lifecycle }) {
  const { word, tone, icon } = LOOKS[lifecycle];
  return (
    <Status tone={tone} icon={icon}>
      {word}
    </Status>
  );
}
