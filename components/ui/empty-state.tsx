import type { ReactNode } from "react";
import { cn } from "./cn";

type EmptyStateProps = {
  icon?: ReactNode;
  /** One sentence that says what would stand here. */
  title: ReactNode;
  /** One button, or the active filters with a way to clear them. */
  action?: ReactNode;
  level?: 2 | 3;
  className?: string;
  children?: ReactNode;
};

/** Nothing is here: because nothing was added yet, or because the filters leave nothing over. */
export function EmptyState({
  icon,
  title,
  action,
  level = 2,
  className,
  children,
}: EmptyStateProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className={cn("grid justify-items-center px-6 py-12 text-center", className)}>
      {icon && (
        <span className="mb-3 grid size-10 place-items-center rounded-l bg-sunken text-ink-3 [&>svg]:size-5">
          {icon}
        </span>
      )}
      <Heading className="text-14 font-semibold">{title}</Heading>
      {children && <div className="mt-1 max-w-110 text-ink-2">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
