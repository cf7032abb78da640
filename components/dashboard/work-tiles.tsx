import Link from "next/link";
import type { WorkDto } from "@/server/dashboard/schemas";
import { cn } from "../ui/cn";
import { formatCount } from "../ui/numbers";
import { TILES, tileHref } from "./tiles";

const TONE = { bad: "text-bad", warn: "text-warn", info: "text-info" };

type WorkTilesProps = { work: WorkDto; partner: string | null };

/** What waits for somebody, each a link to its list. Nothing to do is said, and keeps quiet. */
export function WorkTiles({ work, partner }: WorkTilesProps) {
  const shown = TILES.flatMap((tile) => {
    const names = work.counts[tile.key];
    return names === null ? [] : [{ ...tile, names }];
  });
  return (
    <ul className="grid grid-cols-2 gap-3 md:grid-cols-4 xl:grid-cols-7">
      {shown.map(({ key, label, tone, says, names }) => (
        <li key={key} className="grid">
          <Link
            href={tileHref(key, partner)}
            prefetch={false}
            className="grid content-start gap-0.5 rounded-m border border-line bg-panel px-3.5 py-3 text-ink no-underline shadow-raised hover:border-line-strong"
          >
            <span className="font-medium">{label}</span>
            <span
              className={cn(
                "text-22 font-semibold tracking-tight",
                names === 0 ? "text-ink-3" : TONE[tone],
              )}
            >
              {formatCount(names)}
              {key === "renewByHand" && !work.isExact && "+"}
              <span className="sr-only">{names === 1 ? " name" : " names"}</span>
            </span>
            <span className="text-12 text-ink-3">{says}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
