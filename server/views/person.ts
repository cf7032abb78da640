import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";

/** Whose views they are. @throws AppError `forbidden` for a job, which looks at no list */
export function personOf(ctx: ServiceContext): { userId: string; partnerId: string | null } {
  if (ctx.actor.kind !== "user") throw new AppError("forbidden", "Only a person keeps views.");
  return { userId: ctx.actor.id, partnerId: ctx.scope.all ? null : ctx.scope.partnerId };
}
