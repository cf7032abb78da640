import type { ReactNode } from "react";
import { cn } from "./cn";

export type FlagTone = "bad" | "warn" | "info" | "ok";

const TONE: Readonly<Record<FlagTone, string>> = {
  bad: "bg-bad-soft text-bad",
  warn: "bg-warn-soft text-warn",
  info: "bg-info-soft text-info",
  ok: "bg-ok-soft text-ok",
};

/** Something to look at, in two to five words: "Restore before 28 Nov". The words carry it; the tone helps the eye. */
export function Flag({ tone, children }: { tone: FlagTone; children: ReactNode }) {
  return <span className={cn("flag", TONE[tone])}>{children}</span>;
}
