import type { ServiceContext } from "../kernel/context";
import type { Import } from "./store";

type Order = Pick<Import, "orderedBy" | "requestId" | "address">;

/** Who asks for work that another process may do, as it is kept beside the work. */
export function orderOf({ actor, source, requestId, address }: ServiceContext): Order {
  const { sessionId: _, ...person } = { sessionId: "", ...actor };
  return {
    orderedBy: { actor: person as Order["orderedBy"]["actor"], source },
    requestId,
    address,
  };
}

/** The context of whoever ordered the work: the log names this person, not the worker. */
export function onBehalf(
  ctx: ServiceContext,
  { orderedBy, requestId, address }: Order,
): ServiceContext {
  const { actor, source } = orderedBy;
  return {
    ...ctx,
    actor: actor.kind === "user" ? { ...actor, sessionId: "" } : actor,
    source,
    requestId,
    address,
  };
}
