import type { PreviewDto } from "@/server/accounts/schemas";
import type { ApiError } from "../../query/api-error";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { DomainNameText } from "../../ui/domain-name-text";
import { Notice } from "../../ui/notice";
import { formatCount } from "../../ui/numbers";
import { SkeletonBlock } from "../../ui/skeleton";

type PreviewCardProps = {
  preview: PreviewDto | null;
  isPending: boolean;
  failure: ApiError | undefined;
  onRetry: () => void;
};

/** What the first sync would bring. It was only read; nothing is saved yet. */
export function PreviewCard({ preview, isPending, failure, onRetry }: PreviewCardProps) {
  return (
    <Card title="What the first sync brings" note="nothing is saved yet">
      {isPending && <SkeletonBlock label="Reading the list" lines={3} />}
      {failure && (
        <Notice
          tone="bad"
          title={failure.message}
          action={
            <Button size="s" onClick={onRetry}>
              Try again
            </Button>
          }
        >
          The account can be saved all the same; its first sync reads the list again.
        </Notice>
      )}
      {preview && <Counts preview={preview} />}
    </Card>
  );
}

function Counts({ preview }: { preview: PreviewDto }) {
  const { arriving, here, problemCount, checked, hasMore, total } = preview;
  return (
    <>
      <dl className="grid grid-cols-3 gap-3 max-sm:grid-cols-1">
        <Count term="arrive" value={arriving} />
        <Count term="already here" value={here} />
        <Count term="cannot be read" value={problemCount} />
      </dl>
      {hasMore && (
        <p className="mt-2 text-ink-2">
          These are the first {formatCount(checked)} names
          {total === null ? "" : ` of ${formatCount(total)}`}; the sync reads all.
        </p>
      )}
      {preview.examples.length > 0 && <Examples preview={preview} />}
      {problemCount > 0 && <Problems preview={preview} />}
    </>
  );
}

function Count({ term, value }: { term: string; value: number }) {
  return (
    <div className="flex flex-col-reverse rounded-s border border-line px-3 py-2 max-sm:flex-row max-sm:items-baseline max-sm:justify-between">
      <dt className="text-ink-2">{term}</dt>
      <dd className="text-20 font-semibold tabular-nums">{formatCount(value)}</dd>
    </div>
  );
}

function Examples({ preview: { examples, arriving } }: { preview: PreviewDto }) {
  return (
    <p className="mt-3 text-ink-2">
      For example{" "}
      {examples.map(({ name, nameUnicode }, index) => (
        <span key={name}>
          {index > 0 && ", "}
          <DomainNameText name={nameUnicode} ascii={name} />
        </span>
      ))}
      {arriving > examples.length && " and more"}.
    </p>
  );
}

function Problems({ preview: { problems, problemCount } }: { preview: PreviewDto }) {
  return (
    <Notice
      tone="warn"
      className="mt-3"
      title={problemCount === 1 ? "1 row cannot be read." : `${problemCount} rows cannot be read.`}
    >
      <ul className="list-disc pl-5">
        {problems.map(({ name, problem }) => (
          <li key={name} className="[overflow-wrap:anywhere]">
            <code className="font-mono">{name}</code>: {problem}
          </li>
        ))}
      </ul>
      {problemCount > problems.length && <p>These are the first {problems.length}.</p>}
    </Notice>
  );
}
