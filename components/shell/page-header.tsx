import type { ReactNode } from "react";
import { cn } from "../ui/cn";
import { CrumbLabel } from "./breadcrumb";

type PageHeaderProps = {
  /** The h1: a word or two, or `<DomainNameText>`. */
  title: ReactNode;
  /** Softly beside the title: "1,284 names · 3 accounts". */
  facts?: ReactNode;
  /** A sentence below the title, for pages about one thing. */
  summary?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** The last breadcrumb, where the address ends in an id. */
  crumb?: string;
  className?: string;
};

/** The head of a page: what it is, what to know first, what can be done. */
export function PageHeader({ title, facts, summary, actions, crumb, className }: PageHeaderProps) {
  return (
    <header className={cn("mb-4 flex flex-wrap items-start gap-x-4 gap-y-2", className)}>
      {crumb && <CrumbLabel label={crumb} />}
      <div className="min-w-0 flex-1 basis-72">
        <div className="flex min-h-8 flex-wrap items-baseline gap-x-2.5">
          <h1
            className={cn(
              "font-semibold tracking-tight [overflow-wrap:anywhere] **:font-[inherit]",
              summary ? "text-22" : "text-20",
            )}
          >
            {title}
          </h1>
          {facts && <p className="text-ink-3">{facts}</p>}
        </div>
        {summary && <p className="text-ink-2">{summary}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
