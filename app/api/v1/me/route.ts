import { route } from "@/server/api/kit";
import { readMe } from "@/server/people/read-me";

export const GET = route((ctx) => readMe(ctx));
