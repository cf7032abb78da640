import "server-only";
import { houseContext } from "../auth/caller";
import { addressOf, requestIdOf } from "../auth/request-facts";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { AppError } from "../kernel/errors";
import { isSameSecret } from "../kernel/tokens";
import { problem } from "./problem";

/** Ends well inside the shortest limit a platform sets on a request (10 s). */
const BUDGET_MS = 8_000;

function assertSecret(headers: Headers): void {
  const { cronSecret } = environment();
  if (!cronSecret)
    throw new AppError("unavailable", "CRON_SECRET is not set, so cron routes are closed.");
  const [, given] = /^Bearer (.+)$/.exec(headers.get("authorization") ?? "") ?? [];
  if (!given || !isSameSecret(given, cronSecret))
    throw new AppError("unauthenticated", "Send the cron secret as a Bearer token.");
}

/**
 * Makes a cron route of a job: only the Bearer secret opens it, compared in constant time; without a
 * configured secret it stays closed. The job gets a budget and says what it left.
 */
export const cronRoute =
  (name: string, job: (ctx: ServiceContext, budgetMs: number) => Promise<unknown>) =>
  async (request: Request): Promise<Response> => {
    const requestId = requestIdOf(request.headers);
    try {
      assertSecret(request.headers);
      const ctx = houseContext(`cron ${name}`, {
        requestId,
        source: "cron",
        address: addressOf(request.headers),
      });
      const headers = { "cache-control": "no-store", "x-request-id": requestId };
      return Response.json(await job(ctx, BUDGET_MS), { headers });
    } catch (error) {
      return problem(error, requestId);
    }
  };
