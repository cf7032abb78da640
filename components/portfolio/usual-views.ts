import {
  ACT_WITHIN_DAYS,
  DIFFERS,
  EMPTY_QUERY,
  type PortfolioQuery,
  UNASSIGNED,
} from "@/server/portfolio/query";
import type { PortfolioOverview } from "@/server/portfolio/schemas";
import { filterText } from "./address";

export type UsualView = {
  readonly key: keyof PortfolioOverview["views"] | "all";
  readonly label: string;
  readonly patch: Partial<PortfolioQuery>;
};

const VIEWS: readonly UsualView[] = [
  { key: "all", label: "All", patch: {} },
  {
    key: "actBy",
    label: `Act by ${ACT_WITHIN_DAYS} days`,
    patch: { renewWithin: ACT_WITHIN_DAYS },
  },
  { key: "unlocked", label: "Unlocked", patch: { lock: ["unlocked"] } },
  { key: "differs", label: "Differs at registrar", patch: { flag: [...DIFFERS] } },
  { key: "unassigned", label: "Not assigned", patch: { partner: UNASSIGNED } },
];

/** The views that everyone has; names without a partner are for those who look at all partners. */
export const usualViews = (seesUnassigned: boolean): readonly UsualView[] =>
  VIEWS.filter(({ key }) => key !== "unassigned" || seesUnassigned);

const asText = (patch: Partial<PortfolioQuery>) => filterText({ ...EMPTY_QUERY, ...patch });

/** The usual view an address shows, whatever its order and page; null when it is something of its own. */
export function usualViewOf(query: PortfolioQuery): UsualView["key"] | null {
  const text = filterText(query);
  const partner = query.partner === UNASSIGNED ? null : query.partner;
  return VIEWS.find(({ patch }) => asText({ partner, ...patch }) === text)?.key ?? null;
}
