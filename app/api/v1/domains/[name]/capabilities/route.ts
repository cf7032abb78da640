import { route } from "@/server/api/kit";
import { readCapabilities } from "@/server/domains/read-capabilities";

export const GET = route<{ name: string }>((ctx, { params }) => readCapabilities(ctx, params.name));
