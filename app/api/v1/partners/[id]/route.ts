import { route } from "@/server/api/kit";
import { readPartner } from "@/server/partners/list-partners";

export const GET = route<{ id: string }>((ctx, { params }) =>
  readPartner(ctx, { partnerId: params.id }),
);
