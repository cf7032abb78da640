import { route } from "@/server/api/kit";
import { startImportApply } from "@/server/jobs/start-import-work";

type Path = { id: string };

export const POST = route<Path>((ctx, { params }) =>
  startImportApply(ctx, { importId: params.id }),
);
