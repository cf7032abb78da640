import { Check } from "lucide-react";
import Link from "next/link";
import { cn } from "../ui/cn";
import { STEPS, type Step, stepHref } from "./steps";

type StepListProps = {
  current: Step;
  /** Null before there is anything to go to. */
  id: string | null;
  /** Steps that can be gone back to or on to; the others are words. */
  open: readonly Step[];
};

/** Where one is: six steps, of which those that are open are links. */
export function StepList({ current, id, open }: StepListProps) {
  const at = STEPS.findIndex(({ step }) => step === current);
  return (
    <nav aria-label="Steps" className="mb-4">
      <p className="pb-1.5 text-12 text-ink-3">
        Step {at + 1} of {STEPS.length}
      </p>
      <ol className="flex flex-wrap gap-x-4 gap-y-1.5">
        {STEPS.map(({ step, label }, index) => (
          <li
            key={step}
            className={cn(
              "inline-flex items-center gap-1.5 pointer-coarse:min-h-11",
              index > at && "text-ink-3",
            )}
          >
            <Mark number={index + 1} isDone={index < at} isCurrent={index === at} />
            {id !== null && open.includes(step) && step !== current ? (
              <Link href={stepHref(id, step)} className="link">
                {label}
              </Link>
            ) : (
              <span
                {...(step === current ? { "aria-current": "step" as const } : {})}
                className={step === current ? "font-semibold" : ""}
              >
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Mark({
  number,
  isDone,
  isCurrent,
}: {
  number: number;
  isDone: boolean;
  isCurrent: boolean;
}) {
  return (
    <span
      aria-hidden
      className={cn(
        "grid size-5 flex-none place-items-center rounded-full border text-11 tabular-nums",
        isCurrent ? "border-accent bg-accent-soft font-semibold" : "border-line-strong",
      )}
    >
      {isDone ? <Check className="size-3" /> : number}
    </span>
  );
}
