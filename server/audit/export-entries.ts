import { authorizeProven } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { CSV_START, csvLine } from "../kernel/csv";
import { listAudit } from "./list-entries";
import { mutate } from "./mutate";
import { type AuditEntryDto, type AuditQuery, writeAuditQuery } from "./schemas";

export const EXPORT_FORMATS = ["csv", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const PAGE = 1_000;
const MOST_ENTRIES = 100_000;

async function* entriesOf(ctx: ServiceContext, query: AuditQuery): AsyncGenerator<AuditEntryDto> {
  let cursor: string | null = null;
  for (let read = 0; read < MOST_ENTRIES; read += PAGE) {
    const page = await listAudit(ctx, { ...query, view: "entries", limit: PAGE, cursor });
    for (const { group: _group, ...entry } of page.rows) yield entry;
    cursor = page.nextCursor;
    if (cursor === null) return;
  }
}

const COLUMNS: Readonly<Record<string, (entry: AuditEntryDto) => string | number | null>> = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  actor: ({ actor }) => actor.name,
  actor_id: ({ actor }) => actor.id,
  action: ({ action }) => action,
  object_kind: ({ object }) => object.kind,
  object: ({ object }) => object.name,
  object_id: ({ object }) => object.id,
  partner: ({ partner }) => partner?.name ?? null,
  result: ({ result }) => result,
  source: ({ source }) => source,
  address: ({ address }) => address,
  request: ({ requestId }) => requestId,
  run: ({ runId }) => runId,
  reason: ({ reason }) => reason,
  before: ({ before }) => (before ? JSON.stringify(before) : null),
  after: ({ after }) => (after ? JSON.stringify(after) : null),
};

async function* asCsv(entries: AsyncIterable<AuditEntryDto>): AsyncGenerator<string> {
  yield CSV_START + csvLine(Object.keys(COLUMNS));
  for await (const entry of entries)
    yield csvLine(Object.values(COLUMNS).map((column) => column(entry)));
}

async function* asJson(entries: AsyncIterable<AuditEntryDto>): AsyncGenerator<string> {
  let before = "[\n";
  for await (const entry of entries) {
    yield before + JSON.stringify(entry);
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

/**
 * Hands out the entries a query matches, at most 100,000, piece by piece. That it was done, and with
 * which filter, is written down before the first piece leaves.
 *
 * @throws AppError `forbidden` for all but admins, with field `session` without a fresh proof of who asks
 */
export async function exportEntries(
  ctx: ServiceContext,
  query: AuditQuery,
  format: ExportFormat,
): Promise<AsyncGenerator<string>> {
  await authorizeProven(ctx, "audit.read_house");
  const filter = writeAuditQuery({ ...query, cursor: null }).toString();
  await mutate(ctx, "audit.read_house", (_tx, record) =>
    record({
      action: "audit.exported",
      objectId: "log",
      objectName: "Audit log",
      partnerId: null,
      after: { format, filter },
    }),
  );
  const entries = entriesOf(ctx, query);
  return format === "csv" ? asCsv(entries) : asJson(entries);
}
