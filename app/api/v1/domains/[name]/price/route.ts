import { route } from "@/server/api/kit";
import { readDomain } from "@/server/domains/read-domain";
import { readNamePrice } from "@/server/prices/name-price";

/** GET /api/v1/domains/{name}/price: what a year of the name costs, and the most it may. 200 NamePriceDto; 401, 404 problem+json. */
export const GET = route<{ name: string }>(async (ctx, { params }) =>
  readNamePrice(ctx, (await readDomain(ctx, params.name)).id),
);
