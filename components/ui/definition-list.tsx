import { Fragment, type ReactNode } from "react";
import { cn } from "./cn";

export type Definition = { term: ReactNode; value: ReactNode; key?: string };

type DefinitionListProps = { entries: readonly Definition[]; className?: string };

/** Facts as term and value, one line each; stacked where the place is narrow. */
export function DefinitionList({ entries, className }: DefinitionListProps) {
  return (
    <dl
      className={cn(
        "@container grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] [&>:nth-child(n+3)]:border-t",
        className,
      )}
    >
      {entries.map((entry, index) => (
        <Fragment key={entry.key ?? (typeof entry.term === "string" ? entry.term : index)}>
          <dt className="border-line py-1.75 pr-4 text-ink-2">{entry.term}</dt>
          <dd className="min-w-0 border-line py-1.75">{entry.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
