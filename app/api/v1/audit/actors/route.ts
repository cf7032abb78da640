import { route } from "@/server/api/kit";
import { listActors } from "@/server/audit/list-actors";

export const GET = route((ctx) => listActors(ctx));
