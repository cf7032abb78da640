import { formatCount, formatMoney } from "../../ui/numbers";
import { LINES } from "./lines";
import type { Series } from "./steps";

/** Which line is whose, with what it costs now. */
export function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-12">
      {series.map((one, index) => {
        const style = LINES[index % LINES.length] ?? LINES[0];
        const last = one.points.at(-1);
        return (
          <li key={one.accountId} className="flex items-center gap-1.5">
            <svg width="28" height="8" aria-hidden="true" className={style.text}>
              <line
                x1="0"
                x2="28"
                y1="4"
                y2="4"
                stroke="currentColor"
                strokeWidth="2"
                strokeDasharray={style.dashes}
              />
            </svg>
            <span className="sr-only">{style.word} line: </span>
            <span className="font-medium">{one.account}</span>
            {last && <span className="text-ink-2">{formatMoney(last.minor, last.currency)}</span>}
            <span className="text-ink-3">
              {formatCount(one.names)} {one.names === 1 ? "name" : "names"}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
