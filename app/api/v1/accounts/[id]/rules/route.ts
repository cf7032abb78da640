import { route } from "@/server/api/kit";
import { readFieldRules } from "@/server/conflicts/field-rules";

/** GET /api/v1/accounts/{id}/rules: whose word counts for each field. 200 FieldRulesDto; 401, 403 problem+json. */
export const GET = route<{ id: string }>((ctx, { params }) =>
  readFieldRules(ctx, { accountId: params.id }),
);
