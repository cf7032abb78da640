import { fileAnswer } from "@/server/api/file-answer";
import { route } from "@/server/api/kit";
import { exportDomains, exportParams, exportSelection } from "@/server/portfolio/export-domains";
import type { ExportSelectionInput } from "@/server/portfolio/schemas";

const TYPE = "text/csv; charset=utf-8; header=present";

export const GET = route(async (ctx, { query }) => {
  const { name, pieces } = exportDomains(ctx, exportParams(query));
  return fileAnswer(ctx, { name, type: TYPE }, pieces);
});

export const POST = route(async (ctx, { body }) => {
  const { name, pieces } = await exportSelection(ctx, body as ExportSelectionInput);
  return fileAnswer(ctx, { name, type: TYPE }, pieces);
});
