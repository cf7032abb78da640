import { route } from "@/server/api/kit";
import { listPeople } from "@/server/people/list-people";

export const GET = route((ctx) => listPeople(ctx));
