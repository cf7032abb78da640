import { route } from "@/server/api/kit";
import { listImportRows } from "@/server/import/read-import";
import type { ImportRowsQuery } from "@/server/import/schemas";

type Path = { id: string };

export const GET = route<Path>((ctx, { params, query }) =>
  listImportRows(ctx, {
    ...(Object.fromEntries(query) as ImportRowsQuery),
    importId: params.id,
  }),
);
