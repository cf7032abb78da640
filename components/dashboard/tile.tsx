import { Clock } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { Kept } from "@/server/dashboard/schemas";
import { AgeText } from "../ui/age-text";
import { cn } from "../ui/cn";
import { formatCount } from "../ui/numbers";
import { Skeleton } from "../ui/skeleton";
import type { Counted, TileLook } from "./tiles";

const TONE = { bad: "text-bad", warn: "text-warn", info: "text-info" };
const BOX =
  "grid content-start gap-0.5 rounded-m border border-line bg-panel px-3.5 py-3 shadow-raised";

type TileProps = {
  look: TileLook;
  href: Route;
  /** Null: it could not be counted, and never was. */
  counted: Kept<Counted> | null;
};

/** One count that asks for work, as a link to exactly what it counts. Nothing to do is said, and keeps quiet. */
export function Tile({ look, href, counted }: TileProps) {
  return (
    <li className="grid">
      <Link
        href={href}
        prefetch={false}
        className={cn(BOX, "text-ink no-underline hover:border-line-strong")}
      >
        <span className="font-medium">{look.label}</span>
        {counted ? <Count look={look} counted={counted} /> : <Unknown />}
      </Link>
    </li>
  );
}

function Count({ look, counted }: { look: TileLook; counted: Kept<Counted> }) {
  const { count, isMore } = counted.value;
  return (
    <>
      <span
        className={cn(
          "text-22 font-semibold tracking-tight",
          count === 0 ? "text-ink-3" : TONE[look.tone],
        )}
      >
        {formatCount(count)}
        {isMore && "+"}
        <span className="sr-only">
          {" "}
          {look.unit}
          {count === 1 ? "" : "s"}
        </span>
      </span>
      <span className="text-12 text-ink-3">{look.says}</span>
      {counted.isStale && (
        <span className="flex items-center gap-1 text-12 text-warn">
          <Clock className="size-3.5" />
          <span>
            as of <AgeText value={counted.at} />
          </span>
        </span>
      )}
    </>
  );
}

const Unknown = () => (
  <>
    <span className="text-22 font-semibold text-ink-3" aria-hidden="true">
      –
    </span>
    <span className="text-12 text-warn">Could not be counted. The list is behind this.</span>
  </>
);

/** In the place of a tile that is still being counted. */
export const TileSkeleton = ({ label }: { label: string }) => (
  <li className="grid">
    <div className={BOX}>
      <span className="font-medium">{label}</span>
      <Skeleton className="my-1 h-6 w-12" />
      <span className="sr-only">Counting</span>
    </div>
  </li>
);
