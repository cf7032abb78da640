import type { ReactNode } from "react";
import { cn } from "./cn";

type CardProps = {
  title?: ReactNode;
  /** Softly beside the title. */
  note?: ReactNode;
  /** A small button at the end of the head. */
  action?: ReactNode;
  /** Off where the content brings its own edges, as tables do. */
  padded?: boolean;
  /** Level of the title: 2 under the page's h1. */
  level?: 2 | 3;
  className?: string;
  children: ReactNode;
};

/** One subject on a page. */
export function Card({
  title,
  note,
  action,
  padded = true,
  level = 2,
  className,
  children,
}: CardProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section
      className={cn("min-w-0 rounded-m border border-line bg-panel shadow-raised", className)}
    >
      {(title || action) && (
        <header className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 px-3.5 py-2">
          <Heading className="font-semibold">{title}</Heading>
          {note && <span className="text-12 text-ink-3">{note}</span>}
          {action && (
            <span className="ml-auto flex flex-wrap justify-end gap-2 [&>.button-quiet:last-child]:-mr-2.5">
              {action}
            </span>
          )}
        </header>
      )}
      <div
        className={
          padded ? cn("px-3.5 pb-3.5", !title && !action && "pt-3.5") : "overflow-clip rounded-b-m"
        }
      >
        {children}
      </div>
    </section>
  );
}
