import { route } from "@/server/api/kit";
import { readEntry } from "@/server/audit/read-entry";

export const GET = route<{ id: string }>((ctx, { params }) => readEntry(ctx, params.id));
