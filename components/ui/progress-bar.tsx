import { cn } from "./cn";
import { formatCount } from "./numbers";

type ProgressBarProps = {
  /** What goes on: "Checking names". */
  label: string;
  done: number;
  /** Undefined while nobody knows. */
  total?: number | undefined;
  labelHidden?: boolean;
  className?: string;
};

/** How far a job is, in figures and as a bar. */
export function ProgressBar({
  label,
  done,
  total,
  labelHidden = false,
  className,
}: ProgressBarProps) {
  const share = total ? Math.min(100, (done / total) * 100) : undefined;
  const figures =
    total === undefined ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`;
  return (
    <div className={cn("grid gap-1", className)}>
      <div className={cn("flex justify-between text-12 text-ink-2", labelHidden && "sr-only")}>
        <span>{label}</span>
        <span>{figures}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === undefined ? undefined : Math.round(share)}
        aria-valuetext={figures}
        className="h-1.5 overflow-hidden rounded-full border border-line bg-sunken"
      >
        <div
          className={cn(
            "h-full rounded-full bg-accent transition-[width] duration-300",
            share === undefined && "w-1/3 animate-breathe",
          )}
          style={share === undefined ? undefined : { width: `${share}%` }}
        />
      </div>
    </div>
  );
}
