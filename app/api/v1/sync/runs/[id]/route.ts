import { route } from "@/server/api/kit";
import { readRun } from "@/server/sync/read-run";

export const GET = route<{ id: string }>((ctx, { params }) => readRun(ctx, params.id));
