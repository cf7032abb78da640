import { route } from "@/server/api/kit";
import { listPartners } from "@/server/partners/list-partners";

export const GET = route((ctx) => listPartners(ctx));
