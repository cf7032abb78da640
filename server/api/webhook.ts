import "server-only";
import { houseContext } from "../auth/caller";
import { addressOf, requestIdOf } from "../auth/request-facts";
import { AppError } from "../kernel/errors";
import { receiveEvent } from "../webhooks/receive-event";
import { rawBody } from "./body";
import { problem } from "./problem";

const MOST_BYTES = 1024 * 1024;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Takes an event of a registrar: its raw bytes are proven before anything reads them. Sessions and
 * secrets of cron mean nothing here. The answer comes once the event is in the inbox; the work follows.
 */
export async function webhookRoute(
  request: Request,
  segment: { params: Promise<{ account: string }> },
): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    const { account } = await segment.params;
    const ctx = houseContext("webhook", {
      requestId,
      source: "api",
      address: addressOf(request.headers),
    });
    const body = await rawBody(request, MOST_BYTES);
    if (!UUID.test(account))
      throw new AppError("unauthenticated", "The signature does not fit this account.");
    const outcome = await receiveEvent(ctx, { accountId: account, headers: request.headers, body });
    return Response.json(
      { received: outcome },
      { headers: { "cache-control": "no-store", "x-request-id": requestId } },
    );
  } catch (error) {
    return problem(error, requestId);
  }
}
