import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { recordDenied } from "../audit/record-denied";
import { isOwnOrigin } from "../auth/origin";
import { Denied } from "../auth/policy";
import { sessionContext } from "../auth/session";
import type { ServiceContext } from "../kernel/context";
import { AppError, type ErrorCode, type FieldErrors } from "../kernel/errors";
import { report } from "../kernel/report";
import { fieldErrorsOf } from "../kernel/zod-errors";

export type ActionFailure = {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly message: string;
  readonly requestId: string;
  readonly fields?: FieldErrors;
  readonly retryAfterSeconds?: number;
};
export type ActionResult<T> = { readonly ok: true; readonly value: T } | ActionFailure;

/**
 * Makes a server action of a service verb: finds the caller, runs it, and turns every failure into data.
 * An action is a public endpoint: the verb checks the permission and parses the input itself.
 */
export const action =
  <Input, Output>(verb: (ctx: ServiceContext, input: Input) => Promise<Output>) =>
  async (input: Input): Promise<ActionResult<Output>> => {
    let ctx: ServiceContext | undefined;
    try {
      if (!isOwnOrigin(await headers()))
        throw new AppError("forbidden", "This request came from another site.");
      ctx = await sessionContext();
      return { ok: true, value: await verb(ctx, input) };
    } catch (error) {
      unstable_rethrow(error);
      if (ctx && error instanceof Denied) await recordDenied(ctx, error);
      return refusal(error, ctx?.requestId ?? crypto.randomUUID());
    }
  };

/** What a person is told of a failure. Unexpected ones go to the log with the request's id. */
export function refusal(error: unknown, requestId: string): ActionFailure {
  if (error instanceof z.ZodError)
    return {
      ok: false,
      code: "invalid_input",
      message: "Check the marked fields.",
      requestId,
      fields: fieldErrorsOf(error),
    };
  if (error instanceof AppError)
    return {
      ok: false,
      code: error.code,
      message: error.message,
      requestId,
      ...(error.fields ? { fields: error.fields } : {}),
      ...(error.retryAfterSeconds ? { retryAfterSeconds: error.retryAfterSeconds } : {}),
    };
  report(error, { requestId });
  return {
    ok: false,
    code: "internal",
    message: "Something went wrong on our side. Nothing was changed.",
    requestId,
  };
}
