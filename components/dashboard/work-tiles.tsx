import type { Route } from "next";
import Link from "next/link";
import type { WorkDto } from "@/server/dashboard/schemas";
import type { ChangeWorkDto } from "@/server/plans/schemas";
import { cn } from "../ui/cn";
import { formatCount } from "../ui/numbers";
import { CHANGE_TILES, TILES, tileHref } from "./tiles";

const TONE = { bad: "text-bad", warn: "text-warn", info: "text-info" };

type WorkTilesProps = { work: WorkDto; changes: ChangeWorkDto; partner: string | null };

/** What waits for somebody, each a link to its list. Nothing to do is said, and keeps quiet. */
export function WorkTiles({ work, changes, partner }: WorkTilesProps) {
  const names = TILES.flatMap(({ key, ...tile }) => {
    const count = work.counts[key];
    const isMore = key === "renewByHand" && !work.isExact;
    return count === null
      ? []
      : [{ ...tile, key, count, isMore, unit: "name", href: tileHref(key, partner) }];
  });
  const asked = CHANGE_TILES.flatMap((tile) => {
    const count = changes[tile.key];
    return count === null || (tile.isQuiet && count === 0)
      ? []
      : [{ ...tile, count, isMore: false }];
  });
  return (
    <ul className="grid grid-cols-2 gap-3 md:grid-cols-4 xl:grid-cols-[repeat(auto-fit,minmax(7rem,1fr))]">
      {[...names, ...asked].map(({ key, ...tile }) => (
        <li key={key} className="grid">
          <Tile {...tile} />
        </li>
      ))}
    </ul>
  );
}

type TileProps = {
  href: Route;
  label: string;
  tone: keyof typeof TONE;
  says: string;
  count: number;
  /** There are more than were counted. */
  isMore: boolean;
  unit: string;
};

function Tile({ href, label, tone, says, count, isMore, unit }: TileProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="grid content-start gap-0.5 rounded-m border border-line bg-panel px-3.5 py-3 text-ink no-underline shadow-raised hover:border-line-strong"
    >
      <span className="font-medium">{label}</span>
      <span
        className={cn(
          "text-22 font-semibold tracking-tight",
          count === 0 ? "text-ink-3" : TONE[tone],
        )}
      >
        {formatCount(count)}
        {isMore && "+"}
        <span className="sr-only">
          {" "}
          {unit}
          {count === 1 ? "" : "s"}
        </span>
      </span>
      <span className="text-12 text-ink-3">{says}</span>
    </Link>
  );
}
