import { route } from "@/server/api/kit";
import { listImports } from "@/server/import/read-import";
import { MOST_BYTES } from "@/server/import/schemas";
import { startImport } from "@/server/import/start-import";

export const GET = route((ctx, { query }) => listImports(ctx, query.get("account")));

export const POST = route(
  (ctx, { query, file }) =>
    startImport(ctx, { accountId: query.get("account") ?? "", fileName: query.get("name") }, file),
  { mostFileBytes: MOST_BYTES },
);
