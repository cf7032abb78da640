import { fileAnswer } from "@/server/api/file-answer";
import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { EXPORT_FORMATS, exportEntries } from "@/server/audit/export-entries";
import { readAuditQuery } from "@/server/audit/schemas";
import { invalid } from "@/server/kernel/errors";

const TYPES = { csv: "text/csv; charset=utf-8", json: "application/json" } as const;

export const GET = route(async (ctx, { query }) => {
  const filter = new URLSearchParams(query);
  filter.delete("format");
  const wanted = query.get("format") ?? "csv";
  const format = EXPORT_FORMATS.find((known) => known === wanted);
  if (!format) throw invalid("format", "value", `Choose ${EXPORT_FORMATS.join(" or ")}.`);
  const pieces = await exportEntries(ctx, strictly(readAuditQuery(filter)), format);
  const name = `audit-${ctx.now().toISOString().slice(0, 10)}.${format}`;
  return fileAnswer(ctx, { name, type: TYPES[format] }, pieces);
});
