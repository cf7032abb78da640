import { z } from "zod";
import type { Transaction } from "@/db/client";
import { authorize } from "../auth/policy";
import { tenantOf } from "../auth/scope";
import type { ServiceContext } from "../kernel/context";
import { iso } from "../kernel/instant";
import { openCursor, signCursor } from "../kernel/signed-cursor";
import { read } from "../kernel/transact";
import { type AuditFilter, resolveFilter, sightOf } from "./resolve-filter";
import { type AuditPageDto, type AuditQuery, type AuditRow, writeAuditQuery } from "./schemas";
import * as store from "./store";
import { toEntry } from "./to-entry";

/** Lines of one run are counted up to here; beyond, "more than". */
const COUNTED_AT_MOST = 1_000;

const Position = z.tuple([z.string(), z.int(), z.array(z.uuid())]);

/** A cursor holds for one caller's sight of one filter. */
const listName = (ctx: ServiceContext, { cursor: _cursor, ...query }: AuditQuery): string => {
  const role = ctx.actor.kind === "job" ? "job" : ctx.actor.role;
  return `audit|${tenantOf(ctx.scope)}|${role}|${writeAuditQuery(query)}`;
};

function positionOf(ctx: ServiceContext, query: AuditQuery): store.AuditPosition | null {
  if (query.cursor === null) return null;
  const [at, id, runs] = Position.parse(openCursor(query.cursor, listName(ctx, query)));
  return { at, id, runs };
}

/**
 * A page of the audit log, newest first, as far as the caller's role sees it: admins all of it, staff
 * what concerns names and accounts, customers what was done to their own names.
 *
 * @throws AppError `bad_request` with field `cursor` for a cursor of another list
 */
export async function listAudit(ctx: ServiceContext, query: AuditQuery): Promise<AuditPageDto> {
  authorize(ctx.actor, "audit.read");
  const position = positionOf(ctx, query);
  const sight = sightOf(ctx.actor);
  const filter = resolveFilter(query, sight, ctx.now());
  if (filter.kinds.length === 0) return { rows: [], nextCursor: null, earlierAt: null };

  return read(ctx, async (tx) => {
    const found = await collect(tx, filter, position, query.limit + 1);
    const kept = found.slice(0, query.limit);
    const last = found.length > query.limit ? kept.at(-1) : undefined;
    const groups = await groupsOf(tx, filter, kept);
    return {
      rows: kept.map(
        (row): AuditRow => ({
          ...toEntry(row, sight),
          group: groups.get(row.runId ?? "") ?? null,
        }),
      ),
      nextCursor: last
        ? signCursor([last.at, last.id, runsAbove(position, kept, filter)], listName(ctx, query))
        : null,
      earlierAt: found.length === 0 ? await earlier(tx, filter) : null,
    };
  });
}

/** Takes the lines that stand for themselves, and of each run not seen yet the newest. */
function heads(batch: readonly store.EntryRow[], seen: Set<string>): store.EntryRow[] {
  return batch.filter(({ runId }) => {
    if (runId === null) return true;
    if (seen.has(runId)) return false;
    seen.add(runId);
    return true;
  });
}

/** Reads on until `most` lines stand, where the lines of a run count as one. */
async function collect(
  tx: Transaction,
  filter: AuditFilter,
  start: store.AuditPosition | null,
  most: number,
): Promise<readonly store.EntryRow[]> {
  if (!filter.isGrouped) return store.page(tx, filter, start, most);
  const rows: store.EntryRow[] = [];
  const seen = new Set(start?.runs);
  let position = start;
  for (;;) {
    const batch = await store.page(tx, filter, position, most);
    rows.push(...heads(batch, seen));
    const last = batch.at(-1);
    if (!last || batch.length < most || rows.length >= most) return rows.slice(0, most);
    position = { at: last.at, id: last.id, runs: [...seen] };
  }
}

/** How many lines each run on the page stands for; runs of a single line stand alone. */
async function groupsOf(tx: Transaction, filter: AuditFilter, rows: readonly store.EntryRow[]) {
  if (!filter.isGrouped) return new Map<string, AuditRow["group"]>();
  const runIds = [...new Set(rows.map((row) => row.runId))].filter((id) => id !== null);
  const counts = await store.countInRuns(tx, filter, runIds, COUNTED_AT_MOST + 1);
  return new Map(
    [...counts]
      .filter(([, entries]) => entries > 1)
      .map(([runId, entries]) => [
        runId,
        {
          entries: Math.min(entries, COUNTED_AT_MOST),
          isExact: entries <= COUNTED_AT_MOST,
        },
      ]),
  );
}

const runsAbove = (
  position: store.AuditPosition | null,
  kept: readonly store.EntryRow[],
  filter: AuditFilter,
): string[] =>
  filter.isGrouped
    ? [...new Set([...(position?.runs ?? []), ...kept.map((row) => row.runId)])].filter(
        (id) => id !== null,
      )
    : [];

async function earlier(tx: Transaction, filter: AuditFilter): Promise<string | null> {
  const at = filter.from ? await store.latestBefore(tx, filter, filter.from) : null;
  return iso(at);
}
