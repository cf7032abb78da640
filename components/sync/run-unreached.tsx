import { Card } from "../ui/card";
import { Flag } from "../ui/flag";
import { formatCount } from "../ui/numbers";

type RunUnreachedProps = { names: readonly string[]; count: number };

/** The names a run ended without: they are as they were. */
export function RunUnreached({ names, count }: RunUnreachedProps) {
  if (count === 0) return null;
  const note = count > names.length ? `the first ${names.length} of ${formatCount(count)}` : "";
  return (
    <Card title="Not reached" note={note}>
      <p className="mb-3 text-ink-2">
        <Flag tone="warn">untouched</Flag> Nothing was asked about these names, and nothing of them
        changed.
      </p>
      <ul className="columns-[14rem] gap-x-4 leading-6">
        {names.map((name) => (
          <li key={name} className="[overflow-wrap:anywhere]">
            <a className="link" href={`/domains/${name}`}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
