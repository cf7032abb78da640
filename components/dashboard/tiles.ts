import type { Route } from "next";
import { WORK_FILTERS, type WorkKey } from "@/server/dashboard/schemas";
import type { ChangeWorkDto } from "@/server/plans/schemas";
import { EMPTY_QUERY, type PortfolioQuery } from "@/server/portfolio/query";
import { operationsHref } from "../operations/address";
import { hrefOf } from "../portfolio/address";
import { withQuery } from "../ui/with-query";

type Tile = {
  readonly key: WorkKey;
  readonly label: string;
  readonly tone: "bad" | "warn" | "info";
  /** What the number counts, behind it: "names need action by 20 Dec 2026". */
  readonly says: string;
};

/** What asks for work, the most urgent first. */
export const TILES: readonly Tile[] = [
  {
    key: "renewByHand",
    label: "Renew by hand",
    tone: "bad",
    says: "due within 30 days, and not renewing by themselves",
  },
  { key: "lapsing", label: "Lapsing", tone: "bad", says: "past their expiry, or being deleted" },
  { key: "onHold", label: "On hold", tone: "bad", says: "taken out of the DNS" },
  { key: "differs", label: "Differs at registrar", tone: "warn", says: "not as we have them" },
  { key: "unlocked", label: "Unlocked", tone: "warn", says: "free to be transferred away" },
  { key: "arrived", label: "New here", tone: "info", says: "found by sync, not looked at yet" },
  { key: "unassigned", label: "Not assigned", tone: "info", says: "without a partner" },
];

type ChangeTile = Omit<Tile, "key"> & {
  readonly key: keyof ChangeWorkDto;
  readonly unit: string;
  readonly href: Route;
  /** Is there only while there is something. */
  readonly isQuiet?: boolean;
};

/** What asks for work among the changes at registrars. */
export const CHANGE_TILES: readonly ChangeTile[] = [
  {
    key: "failed",
    label: "Failed changes",
    tone: "bad",
    says: "asked for within the last 7 days",
    unit: "change",
    href: operationsHref({ state: ["failed"] }),
  },
  {
    key: "review",
    label: "Unproven changes",
    tone: "bad",
    says: "sent, and not seen for three days",
    unit: "change",
    href: operationsHref({ review: true }),
    isQuiet: true,
  },
  {
    key: "approvals",
    label: "Approvals",
    tone: "warn",
    says: "plans of others that wait for you",
    unit: "plan",
    href: withQuery("/plans", { waiting: "true" }),
  },
];

/** The list behind a tile. */
export function tileHref(key: WorkKey, partner: string | null) {
  const filter: Partial<PortfolioQuery> = structuredClone(WORK_FILTERS[key]) as never;
  return hrefOf({ ...EMPTY_QUERY, partner, ...filter });
}
