import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { listAudit } from "@/server/audit/list-entries";
import { readAuditQuery } from "@/server/audit/schemas";

export const GET = route((ctx, { query }) => listAudit(ctx, strictly(readAuditQuery(query))));
