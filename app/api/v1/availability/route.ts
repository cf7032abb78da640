import { route } from "@/server/api/kit";
import { checkAvailability } from "@/server/availability/check-availability";

/** GET /api/v1/availability?name= — one name, asked of a registrar. 200 AvailabilityDto; 401, 409, 422, 429 problem+json. */
export const GET = route((ctx, { query }) => checkAvailability(ctx, query.get("name") ?? ""));
