import type { Route } from "next";
import { WORK_FILTERS, type WorkDto, type WorkKey } from "@/server/dashboard/schemas";
import type { ChangeWorkDto } from "@/server/plans/schemas";
import { EMPTY_QUERY, type PortfolioQuery } from "@/server/portfolio/query";
import { inboxHref } from "../conflicts/address";
import { operationsHref } from "../operations/address";
import { hrefOf } from "../portfolio/address";
import { withQuery } from "../ui/with-query";

/** How a tile looks, and what its number counts. */
export type TileLook = {
  readonly label: string;
  readonly tone: "bad" | "warn" | "info";
  /** What is counted, behind the number: "names". */
  readonly unit: string;
  /** What it says of them: "need action by 20 Dec 2026". */
  readonly says: string;
};

/** A number, and how it was come by. */
export type Counted = {
  readonly count: number;
  /** There are more than were counted. */
  readonly isMore: boolean;
};

/** The list behind a tile of names. */
export function tileHref(key: WorkKey, partner: string | null): Route {
  const filter: Partial<PortfolioQuery> = structuredClone(WORK_FILTERS[key]) as never;
  return hrefOf({ ...EMPTY_QUERY, partner, ...filter });
}

/** Those that are looked up name by name, and only so far. */
const NAMED: ReadonlySet<WorkKey> = new Set(["actBy", "ceilingHit"]);

/** What is counted among names; null: not the caller's to see. */
export function countOf(work: WorkDto, key: WorkKey): Counted | null {
  const count = work.counts[key];
  return count === null ? null : { count, isMore: NAMED.has(key) && !work.isExact };
}

export const ACT_BY = (until: string): TileLook => ({
  label: "Act by",
  tone: "bad",
  unit: "name",
  says: `to renew by ${until}, not renewing by themselves`,
});

export const CEILING_HIT = (until: string): TileLook => ({
  label: "Act by: ceiling hit",
  tone: "bad",
  unit: "name",
  says: `to renew by ${until}, at a price above their ceiling`,
});

export const INCIDENTS: TileLook = {
  label: "Incidents",
  tone: "bad",
  unit: "name",
  says: "changed or gone at the registrar, not through us",
};

/** What else asks for a look, the most urgent first. `isQuiet`: is there only while there is something. */
export const NAME_TILES: readonly (TileLook & {
  readonly key: WorkKey;
  readonly isQuiet?: boolean;
})[] = [
  {
    key: "onHold",
    label: "On hold",
    tone: "bad",
    unit: "name",
    says: "taken out of the DNS",
  },
  {
    key: "lapsing",
    label: "Lapsing",
    tone: "bad",
    unit: "name",
    says: "past their expiry, or being deleted",
  },
  {
    key: "differs",
    label: "Differs at registrar",
    tone: "warn",
    unit: "name",
    says: "renewing otherwise than wished, or not believed",
  },
  {
    key: "unread",
    label: "Not readable",
    tone: "warn",
    unit: "name",
    says: "failed again and again, for review",
    isQuiet: true,
  },
  {
    key: "unlocked",
    label: "Unlocked",
    tone: "warn",
    unit: "name",
    says: "free to be transferred away",
  },
  {
    key: "arrived",
    label: "New here",
    tone: "info",
    unit: "name",
    says: "found by sync, not looked at yet",
  },
  {
    key: "unassigned",
    label: "Not assigned",
    tone: "info",
    unit: "name",
    says: "without a partner",
  },
];

type ChangeTile = TileLook & { readonly key: keyof ChangeWorkDto; readonly href: Route };

/** What asks for work among the changes at registrars. */
export const CHANGE_TILES = {
  failed: {
    key: "failed",
    label: "Failed jobs",
    tone: "bad",
    unit: "change",
    says: "asked for within the last 7 days",
    href: operationsHref({ state: ["failed"] }),
  },
  review: {
    key: "review",
    label: "Unproven changes",
    tone: "bad",
    unit: "change",
    says: "sent, and not seen for three days",
    href: operationsHref({ review: true }),
  },
  approvals: {
    key: "approvals",
    label: "Approvals",
    tone: "warn",
    unit: "plan",
    says: "of others that wait for you",
    href: withQuery("/plans", { waiting: "true" }),
  },
} as const satisfies Record<string, ChangeTile>;

export const CONFLICTS: TileLook = {
  label: "Conflicts",
  tone: "warn",
  unit: "value",
  says: "that registrars told and nobody has decided about",
};

export const conflictsHref = (partner: string | null): Route => inboxHref({ partner });

export const TRANSFERS: TileLook & { readonly href: Route } = {
  label: "Transfers",
  tone: "warn",
  unit: "transfer",
  says: "that go no further without you",
  href: "/transfers",
};
