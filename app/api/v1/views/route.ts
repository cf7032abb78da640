import { route } from "@/server/api/kit";
import type { SaveViewInput } from "@/server/domains/schemas";
import { listViews } from "@/server/views/list-views";
import { saveView } from "@/server/views/save-view";

export const GET = route((ctx) => listViews(ctx));

export const POST = route((ctx, { body }) => saveView(ctx, body as SaveViewInput));
