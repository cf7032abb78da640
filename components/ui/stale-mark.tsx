import { History } from "lucide-react";
import { AgeText } from "./age-text";

type StaleMarkProps = {
  /** When the value was last confirmed. */
  at: string;
  /** Who would have to confirm it: "Gandi main". */
  source?: string;
};

/** Marks a value that is older than it should be: grey clock, age, and whose answer is missing. */
export function StaleMark({ at, source }: StaleMarkProps) {
  return (
    <span className="inline-flex items-center gap-1 align-middle text-12 whitespace-nowrap text-ink-3">
      <History className="size-3.5" />
      <span className="sr-only">Not confirmed since{source && ` by ${source}`}: </span>
      <AgeText value={at} ago={false} />
    </span>
  );
}
