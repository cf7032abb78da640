import { route } from "@/server/api/kit";
import { checkDns } from "@/server/domains/check-dns";

/**
 * GET /api/v1/domains/{name}/dns: asks the DNS about a name now, for at most eight seconds. 200 DnsCheckDto; 401, 404,
 * 429 problem+json.
 */
export const GET = route<{ name: string }>((ctx, { params }) => checkDns(ctx, params.name));
