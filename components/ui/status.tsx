import type { ReactNode } from "react";
import { cn } from "./cn";
import { Glyph, type GlyphName } from "./glyph";

export type StatusTone = "ok" | "warn" | "bad" | "info" | "plain" | "muted";

export type StatusIcon = GlyphName;

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
  return (
    <span className={cn("status", TONE[tone], className)}>
      {typeof icon === "string" ? <Glyph name={icon as GlyphName} /> : icon}
      {children}
    </span>
  );
}
