import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { REGISTRAR_GUIDES } from "../registrars/guides";
import type { ConnectChoice } from "./schemas";

/** The registrars an account can be connected to, each with its guide. The simulator is offered in demo mode only. */
export function connectChoices(ctx: ServiceContext): readonly ConnectChoice[] {
  authorize(ctx.actor, "account.manage");
  const isDemo = environment().mode === "demo";
  return Object.values(REGISTRAR_GUIDES).map((guide) => ({
    ...guide,
    endpoints: guide.endpoints.filter(({ value }) => isDemo || value !== "simulator"),
  }));
}
