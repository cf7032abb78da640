import { houseContext } from "@/server/auth/caller";
import { checkHealth } from "@/server/health/check-health";
import { environment } from "@/server/kernel/env";

export const dynamic = "force-dynamic";

/** GET /healthz: 200 while database and queue are alive, 503 with the reason otherwise. Tells nothing else. */
export async function GET(): Promise<Response> {
  const health = await checkHealth(houseContext("health"), environment().worker === "separate");
  const body = health.isWell ? { status: "ok" } : { status: "unavailable", reason: health.reason };
  return Response.json(body, {
    status: health.isWell ? 200 : 503,
    headers: { "cache-control": "no-store", ...(health.isWell ? {} : { "retry-after": "5" }) },
  });
}
