import { route } from "@/server/api/kit";
import { discardImport } from "@/server/import/check-import";
import { readImport } from "@/server/import/read-import";

type Path = { id: string };

export const GET = route<Path>((ctx, { params }) => readImport(ctx, { importId: params.id }));
export const DELETE = route<Path>((ctx, { params }) => discardImport(ctx, { importId: params.id }));
