import { route } from "@/server/api/kit";
import { revealAuthCode } from "@/server/transfers/reveal-auth-code";

/**
 * POST /api/v1/domains/{name}/auth-code: the auth code of a name, read at its registrar and shown once. It is
 * in the body alone, and the log tells that it was shown. 200 RevealedCodeDto; 401, 403, 404, 409, 429 problem+json.
 */
export const POST = route<{ name: string }>((ctx, { params }) =>
  revealAuthCode(ctx, { domain: params.name }),
);
