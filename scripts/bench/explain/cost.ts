import type { Plan, PlanNode } from "./plans";

/** Tables that grow with the portfolio and what is done with it: nothing may read one from end to end. */
const GROWING: ReadonlySet<string> = new Set([
  "domains",
  "domain_sync",
  "domain_facets",
  "domain_tag_counts",
  "domain_renewals",
  "operations",
  "plan_rows",
]);

/** What answering one request took in the database, over all its statements. */
export type Cost = {
  /** Growing tables that were read from end to end. */
  readonly scanned: readonly string[];
  /** Rows that went into the largest sort. */
  readonly sorted: number;
  /** Rows and index entries of growing tables that were looked at, used or not. */
  readonly looked: number;
  /** Blocks of 8 kB that were looked at. */
  readonly blocks: number;
  readonly ms: number;
};

/** Adds up what the plans of one request took. */
export function costOf(plans: readonly Plan[]): Cost {
  const nodes = plans.flatMap(({ root }) => nodesOf(root));
  const roots = plans.map(({ root }) => root);
  return {
    scanned: nodes.filter(isScanOfGrowing).map((node) => node["Relation Name"] ?? ""),
    sorted: Math.max(0, ...nodes.filter(isSort).map(rowsIn)),
    looked: nodes.filter(isReadOfGrowing).reduce((sum, node) => sum + rowsLookedAt(node), 0),
    blocks: roots.reduce(
      (sum, root) => sum + root["Shared Hit Blocks"] + root["Shared Read Blocks"],
      0,
    ),
    ms: plans.reduce((sum, { ms }) => sum + ms, 0),
  };
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...node.Plans.flatMap(nodesOf)];

const isSort = (node: PlanNode) => node["Node Type"].includes("Sort");
const rowsIn = ({ Plans }: PlanNode) =>
  Plans.reduce((sum, input) => sum + input["Actual Rows"] * input["Actual Loops"], 0);

const isOfGrowing = (node: PlanNode) => GROWING.has(node["Relation Name"] ?? "");
const isScanOfGrowing = (node: PlanNode) =>
  node["Node Type"].includes("Seq Scan") && isOfGrowing(node) && node["Actual Loops"] > 0;
/** The entries of a bitmap are counted where the index is read; the heap's rows beside them. */
const isReadOfGrowing = (node: PlanNode) =>
  isOfGrowing(node) || node["Node Type"] === "Bitmap Index Scan";

const rowsLookedAt = (node: PlanNode) =>
  (node["Actual Rows"] + node["Rows Removed by Filter"] + node["Rows Removed by Index Recheck"]) *
  node["Actual Loops"];
