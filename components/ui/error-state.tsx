import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

type ErrorStateProps = {
  /** What failed: "The timeline could not be loaded." */
  title: ReactNode;
  /** Why, as a class of cause, and what still holds. */
  cause?: ReactNode;
  /** A button that tries again. */
  retry?: ReactNode;
  /** For whoever is asked for help. */
  requestId?: string | undefined;
  level?: 1 | 2 | 3;
  className?: string;
};

/** A part of the page that could not be shown: what failed, why, how to try again, and the number to quote. */
export function ErrorState({
  title,
  cause,
  retry,
  requestId,
  level = 2,
  className,
}: ErrorStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div role="alert" className={cn("grid justify-items-center px-6 py-10 text-center", className)}>
      <span className="mb-3 grid size-10 place-items-center rounded-l bg-bad-soft text-bad">
        <CircleAlert className="size-5" />
      </span>
      <Heading className="text-14 font-semibold">{title}</Heading>
      {cause && <p className="mt-1 max-w-110 text-ink-2">{cause}</p>}
      {retry && <div className="mt-4 flex flex-wrap justify-center gap-2">{retry}</div>}
      {requestId && (
        <p className="mt-3 text-12 text-ink-3">
          Request <code className="font-mono select-all">{requestId}</code>
        </p>
      )}
    </div>
  );
}
