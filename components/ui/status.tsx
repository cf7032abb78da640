import {
  Ban,
  Check,
  Circle,
  CircleHelp,
  Clock,
  Info,
  RefreshCw,
  TriangleAlert,
} from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type StatusTone = "ok" | "warn" | "bad" | "info" | "plain" | "muted";

const ICON = {
  check: Check,
  clock: Clock,
  warning: TriangleAlert,
  turning: RefreshCw,
  ban: Ban,
  info: Info,
  unknown: CircleHelp,
  dot: Circle,
} as const;

export type StatusIcon = keyof typeof ICON;

const TONE: Readonly<Record<StatusTone, string>> = {
  ok: "text-ok font-medium",
  warn: "text-warn font-medium",
  bad: "text-bad font-medium",
  info: "text-info font-medium",
  plain: "text-ink",
  muted: "text-ink-3",
};

const USUAL: Readonly<Record<StatusTone, StatusIcon>> = {
  ok: "check",
  warn: "warning",
  bad: "warning",
  info: "info",
  plain: "dot",
  muted: "unknown",
};

type StatusProps = {
  tone: StatusTone;
  /** A name from the list, or an element of its own. Default: the tone's usual icon. */
  icon?: StatusIcon | Exclude<ReactNode, string>;
  className?: string;
  children: ReactNode;
};

/** A state: icon, word and colour, never one of them alone. */
export function Status({ tone, icon = USUAL[tone], className, children }: StatusProps) {
  const Known = typeof icon === "string" ? ICON[icon as StatusIcon] : undefined;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 align-middle whitespace-nowrap [&>svg]:size-3.5",
        TONE[tone],
        className,
      )}
    >
      {Known ? <Known /> : icon}
      {children}
    </span>
  );
}
