import { route } from "@/server/api/kit";
import { readForecast } from "@/server/prices/read-forecast";

/** GET /api/v1/prices/forecast: what renewals of the next twelve months cost. 200 ForecastDto; 401, 403 problem+json. */
export const GET = route((ctx) => readForecast(ctx));
