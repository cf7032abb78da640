import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type NoticeTone = "warn" | "bad" | "info" | "ok";

const TONE = {
  warn: { icon: TriangleAlert, edge: "border-l-warn", ink: "text-warn", word: "Warning" },
  bad: { icon: CircleAlert, edge: "border-l-bad", ink: "text-bad", word: "Problem" },
  info: { icon: Info, edge: "border-l-info", ink: "text-info", word: "Note" },
  ok: { icon: CircleCheck, edge: "border-l-ok", ink: "text-ok", word: "Done" },
} as const;

type NoticeProps = {
  tone?: NoticeTone;
  /** One sentence: what happened. */
  title: ReactNode;
  /** What to do, small buttons. */
  action?: ReactNode;
  className?: string;
  /** Since when, who, what was not touched. */
  children?: ReactNode;
};

/** A strip above the content it is about: what happened, since when, and what to do. */
export function Notice({ tone = "warn", title, action, className, children }: NoticeProps) {
  const { icon: Icon, edge, ink, word } = TONE[tone];
  return (
    <section
      aria-label={typeof title === "string" ? `${word}: ${title}` : word}
      className={cn(
        "flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-s border border-line border-l-3 bg-panel px-3 py-2.5",
        edge,
        className,
      )}
    >
      <Icon className={cn("mt-0.5", ink)} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="font-semibold">{title}</p>
        {children && <div className="text-ink-2">{children}</div>}
      </div>
      {action && <div className="ml-auto flex gap-2">{action}</div>}
    </section>
  );
}
