import postgres from "postgres";
import { z } from "zod";
import { connect, type Database } from "@/db/client";

const counts = {
  "Actual Rows": z.number().default(0),
  "Actual Loops": z.number().default(0),
  "Rows Removed by Filter": z.number().default(0),
  "Rows Removed by Index Recheck": z.number().default(0),
  "Shared Hit Blocks": z.number().default(0),
  "Shared Read Blocks": z.number().default(0),
};
const Alone = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Index Name": z.string().optional(),
  ...counts,
});

/** A node of a plan as PostgreSQL ran it; rows are per loop. */
export type PlanNode = z.infer<typeof Alone> & { readonly Plans: readonly PlanNode[] };
const Node: z.ZodType<PlanNode> = Alone.extend({
  Plans: z.lazy(() => z.array(Node)).default([]),
});

const Explained = z.object({ "Query Text": z.string(), Plan: Node });

/** One statement as it was run, those inside functions included. */
export type Plan = { readonly statement: string; readonly ms: number; readonly root: PlanNode };

/** A connection like the product's own, on which every statement tells its plan. */
export type Watched = {
  readonly db: Database;
  /** The plans of what was run since the last call. */
  readonly take: () => Plan[];
  readonly close: () => Promise<void>;
};

const SETTINGS = {
  session_preload_libraries: "auto_explain",
  "auto_explain.log_min_duration": "0",
  "auto_explain.log_analyze": "on",
  "auto_explain.log_buffers": "on",
  "auto_explain.log_timing": "off",
  "auto_explain.log_nested_statements": "on",
  "auto_explain.log_format": "json",
  "auto_explain.log_level": "notice",
};

/**
 * Opens a database so that every statement run on it tells its plan.
 *
 * @param adminUrl a superuser's, to the same database: only one may have statements explained
 */
export async function watchPlans(adminUrl: string, appUrl: string): Promise<Watched> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  const name = new URL(adminUrl).pathname.slice(1);
  for (const [setting, value] of Object.entries(SETTINGS))
    await admin`alter database ${admin(name)} set ${admin.unsafe(setting)} = ${admin.unsafe(`'${value}'`)}`;
  let plans: Plan[] = [];
  const { db, close } = connect(appUrl, 1, (notice) => {
    const plan = planIn(notice);
    if (plan) plans.push(plan);
  });
  return {
    db,
    take: () => {
      const taken = plans;
      plans = [];
      return taken;
    },
    close: async () => {
      await close();
      for (const setting of Object.keys(SETTINGS))
        await admin`alter database ${admin(name)} reset ${admin.unsafe(setting)}`;
      await admin.end();
    },
  };
}

function planIn(notice: string): Plan | null {
  const [, ms, json] = /^duration: ([\d.]+) ms {2}plan:\n([\s\S]*)$/.exec(notice) ?? [];
  if (ms === undefined || json === undefined) return null;
  const explained = Explained.parse(JSON.parse(json));
  return { statement: explained["Query Text"], ms: Number(ms), root: explained.Plan };
}
