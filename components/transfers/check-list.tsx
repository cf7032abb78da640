import type { TransferRowDto } from "@/server/transfers/schemas";
import { Status } from "../ui/status";
import { CHECK_WORDS, ruleWord } from "./words";

type CheckListProps = { name: string; checks: TransferRowDto["checks"] };

/** Every rule that was held against a name, folded away: its verdict first, then what it says and who says so. */
export function CheckList({ name, checks }: CheckListProps) {
  const known = checks.filter(({ state }) => state !== "unknown").length;
  return (
    <details>
      <summary className="cursor-pointer rounded-s pointer-coarse:min-h-11 pointer-coarse:content-center">
        {known} of {checks.length} known
        <span className="sr-only"> checks of {name}</span>
      </summary>
      <ul className="grid gap-1.5 pt-1.5">
        {checks.map(({ rule, state, text, source }) => {
          const { word, tone, icon } = CHECK_WORDS[state];
          return (
            <li key={rule}>
              <Status tone={tone} {...(icon ? { icon } : {})}>
                {word}
              </Status>{" "}
              <span className="font-medium text-ink">{ruleWord(rule)}.</span> {text}
              {source && <span className="block text-ink-3">{source}</span>}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
