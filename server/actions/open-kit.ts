import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { houseContext } from "../auth/caller";
import { isOwnOrigin } from "../auth/origin";
import { addressOf, requestIdOf } from "../auth/request-facts";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { type ActionResult, refusal } from "./kit";

/**
 * Makes a server action of a verb that nobody need be signed in for. It acts for the house, so the verb
 * itself must guard what it does; server/auth/doors.test.ts lists every use.
 */
export const openAction =
  <Input, Output>(name: string, verb: (ctx: ServiceContext, input: Input) => Promise<Output>) =>
  async (input: Input): Promise<ActionResult<Output>> => {
    const head = await headers();
    const requestId = requestIdOf(head);
    try {
      if (!isOwnOrigin(head))
        throw new AppError("forbidden", "This request came from another site.");
      const ctx = houseContext(name, { requestId, source: "ui", address: addressOf(head) });
      return { ok: true, value: await verb(ctx, input) };
    } catch (error) {
      unstable_rethrow(error);
      return refusal(error, requestId);
    }
  };
