import { cn } from "./cn";

/** The place of a line of text that is on its way. Appears after 150 ms, so quick answers never flash; set a width. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className="block w-full animate-appear">
      <span className={cn("block h-3 w-full animate-breathe rounded-xs bg-line", className)} />
    </span>
  );
}

const WIDTHS = ["w-11/12", "w-4/5", "w-2/3"];

type SkeletonBlockProps = { label: string; lines?: number; className?: string };

/** The place of a block, with the same line height as its text. `label` says what is loading: "Loading the timeline". */
export function SkeletonBlock({ label, lines = 3, className }: SkeletonBlockProps) {
  return (
    <div aria-busy="true" className={className}>
      <p className="sr-only">{label}…</p>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((key, line) => (
        <div key={key} className="flex h-5 items-center">
          <Skeleton className={WIDTHS[line % WIDTHS.length] ?? ""} />
        </div>
      ))}
    </div>
  );
}
