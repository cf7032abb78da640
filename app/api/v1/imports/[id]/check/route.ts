import { route } from "@/server/api/kit";
import type { CheckImportInput } from "@/server/import/schemas";
import { startImportCheck } from "@/server/jobs/start-import-work";

type Path = { id: string };

export const POST = route<Path>((ctx, { params, body }) =>
  startImportCheck(ctx, { ...(body as Omit<CheckImportInput, "importId">), importId: params.id }),
);
