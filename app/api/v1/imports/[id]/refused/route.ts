import { fileAnswer } from "@/server/api/file-answer";
import { route } from "@/server/api/kit";
import { refusedFile } from "@/server/import/refused-file";

type Path = { id: string };

const TYPE = "text/csv; charset=utf-8; header=present";

export const GET = route<Path>(async (ctx, { params }) => {
  const { name, pieces } = await refusedFile(ctx, { importId: params.id });
  return fileAnswer(ctx, { name, type: TYPE }, pieces);
});
