import type { DomainDetailDto } from "@/server/domains/schemas";

type Phase = DomainDetailDto["phases"][number];

/** One stretch of the life bar. `filled`: how much of it lies behind us, 0 to 1. */
export type Stretch = {
  readonly phase: Phase["phase"];
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly source: Phase["source"];
  readonly days: number | null;
  readonly isCurrent: boolean;
  readonly filled: number;
};

const DAY_MS = 86_400_000;

const dayOf = (time: number) => Math.floor(time / DAY_MS);

const share = (from: number, to: number, at: number): number =>
  to <= from ? (at >= to ? 1 : 0) : Math.min(1, Math.max(0, (at - from) / (to - from)));

const PHASE_OF: Partial<Record<DomainDetailDto["lifecycle"], Phase["phase"]>> = {
  active: "active",
  on_hold: "active",
  grace: "grace",
  redemption: "redemption",
  pending_delete: "pending_delete",
};

/** Filled to the middle where the ends are not known: a place in it, not a figure. */
const SOMEWHERE = 0.5;

function measured(startsAt: string | null, endsAt: string | null, now: string) {
  if (startsAt === null || endsAt === null) return { days: null, within: SOMEWHERE };
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  return { days: dayOf(end) - dayOf(start), within: share(start, end, Date.parse(now)) };
}

/**
 * The phases of a name as stretches of one line: those behind us are full, the present one is filled up
 * to now where its ends are known, and the ones ahead are empty.
 */
export function lifeLine(domain: DomainDetailDto, now: string): Stretch[] {
  const current = PHASE_OF[domain.lifecycle];
  const at = domain.phases.findIndex(({ phase }) => phase === current);
  let startsAt = domain.registeredAt;
  return domain.phases.map((phase, index) => {
    const { days, within } = measured(startsAt, phase.endsAt, now);
    const filled = index < at ? 1 : index === at ? within : 0;
    const stretch = { ...phase, startsAt, days, isCurrent: index === at, filled };
    startsAt = phase.endsAt;
    return stretch;
  });
}
