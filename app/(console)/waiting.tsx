import type { Route } from "next";
import { Suspense } from "react";
import { Tile, TileSkeleton } from "@/components/dashboard/tile";
import {
  ACT_BY,
  CEILING_HIT,
  CHANGE_TILES,
  CONFLICTS,
  type Counted,
  conflictsHref,
  countOf,
  INCIDENTS,
  NAME_TILES,
  type TileLook,
  TRANSFERS,
  tileHref,
} from "@/components/dashboard/tiles";
import { Card } from "@/components/ui/card";
import { formatDay } from "@/components/ui/time";
import { countConflicts } from "@/server/conflicts/list-conflicts";
import { countTransfersWaiting } from "@/server/dashboard/count-transfers";
import { lastGood } from "@/server/dashboard/last-good";
import type { Kept, WorkDto } from "@/server/dashboard/schemas";
import type { ServiceContext } from "@/server/kernel/context";
import { countChangeWork } from "@/server/plans/count-work";

type WaitingProps = {
  ctx: ServiceContext;
  work: Promise<Kept<WorkDto> | null>;
  partner: string | null;
};

const GRID =
  "grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]";
const MORE =
  "grid grid-cols-2 gap-3 md:grid-cols-4 xl:grid-cols-[repeat(auto-fit,minmax(7rem,1fr))]";

/** What waits for somebody. Each count comes by itself: one that fails takes no other with it. */
export function Waiting({ ctx, work, partner }: WaitingProps) {
  const changes = lastGood(ctx, "changes", () => countChangeWork(ctx));
  const transfers = lastGood(ctx, `transfers ${partner}`, () =>
    countTransfersWaiting(ctx, { partner }),
  );
  const conflicts = lastGood(ctx, `conflicts ${partner}`, () => countConflicts(ctx, { partner }));
  const { failed, review, approvals } = CHANGE_TILES;
  const until = work.then((kept) => (kept ? formatDay(kept.value.until, "UTC") : "in 30 days"));
  return (
    <section aria-labelledby="what-waits" className="grid gap-3">
      <h2 id="what-waits" className="sr-only">
        What waits
      </h2>
      <ul className={GRID}>
        <Late
          look={until.then(ACT_BY)}
          label="Act by"
          href={tileHref("actBy", partner)}
          counted={counted(work, (value) => countOf(value, "actBy"))}
        />
        <Late
          look={until.then(CEILING_HIT)}
          label="Act by: ceiling hit"
          href={tileHref("ceilingHit", partner)}
          isQuiet
          counted={counted(work, (value) => countOf(value, "ceilingHit"))}
        />
        <Late
          look={INCIDENTS}
          href={tileHref("incidents", partner)}
          counted={counted(work, (value) => countOf(value, "incidents"))}
        />
        <Late
          look={CONFLICTS}
          href={conflictsHref(partner)}
          counted={counted(conflicts, exactly)}
        />
        <Late
          look={failed}
          href={failed.href}
          counted={counted(changes, (value) => exactly(value.failed))}
        />
        <Late
          look={approvals}
          href={approvals.href}
          counted={counted(changes, (value) => exactly(value.approvals))}
        />
        <Late look={TRANSFERS} href={TRANSFERS.href} counted={counted(transfers, exactly)} />
      </ul>
      <h2 className="text-12 font-medium text-ink-3">Also worth a look</h2>
      <ul className={MORE}>
        {NAME_TILES.map((tile) => (
          <Late
            key={tile.key}
            look={tile}
            href={tileHref(tile.key, partner)}
            isQuiet={tile.isQuiet ?? false}
            counted={counted(work, (value) => countOf(value, tile.key))}
          />
        ))}
        <Late
          look={review}
          href={review.href}
          isQuiet
          counted={counted(changes, (value) => exactly(value.review))}
        />
      </ul>
    </section>
  );
}

const exactly = (count: number | null): Counted | null =>
  count === null ? null : { count, isMore: false };

/** What of a value a tile counts: `hidden` where it is not the caller's to see. */
const counted = async <T,>(
  kept: Promise<Kept<T> | null>,
  pick: (value: T) => Counted | null,
): Promise<Kept<Counted> | null | "hidden"> => {
  const found = await kept;
  if (!found) return null;
  const value = pick(found.value);
  return value ? { ...found, value } : "hidden";
};

type LateProps = {
  look: TileLook | Promise<TileLook>;
  label?: string;
  href: Route;
  counted: ReturnType<typeof counted>;
  isQuiet?: boolean;
};

/** A tile as soon as its number is there. */
function Late({ look, label, isQuiet = false, ...rest }: LateProps) {
  const name = label ?? ("label" in look ? look.label : "");
  return (
    <Suspense fallback={isQuiet ? null : <TileSkeleton label={name} />}>
      <Ready look={look} isQuiet={isQuiet} {...rest} />
    </Suspense>
  );
}

async function Ready({ look, href, counted, isQuiet }: Omit<LateProps, "label">) {
  const [shown, value] = await Promise.all([look, counted]);
  if (value === "hidden") return null;
  if (isQuiet && (!value || value.value.count === 0)) return null;
  return <Tile look={shown} href={href} counted={value} />;
}

/** In the place of the counts until it is known whether there is anything to count. */
export const WaitingSkeleton = () => (
  <Card title="What waits">
    <ul className={GRID}>
      {["Act by", "Incidents", "Conflicts", "Failed jobs", "Approvals", "Transfers"].map(
        (label) => (
          <TileSkeleton key={label} label={label} />
        ),
      )}
    </ul>
  </Card>
);
