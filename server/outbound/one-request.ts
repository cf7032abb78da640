import { Dispatcher } from "undici";
import type { Wire } from "./transport";

/**
 * A dispatcher for exactly one request. fetch sends a request again by itself when the answer is
 * 421 (Fetch §4.6 step 15); a second dispatch is refused here, so no retry can hide.
 */
export class OneRequest extends Dispatcher {
  private isUsed = false;

  constructor(
    private readonly agent: Dispatcher,
    private readonly wire: Wire,
  ) {
    super();
  }

  override dispatch(
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): boolean {
    if (this.isUsed) throw new Error("One call is one request.");
    this.isUsed = true;
    return this.agent.dispatch(options, tapped(handler, this.wire));
  }
}

/** The same handler, seen by `wire`. undici speaks two dialects to its handlers; fetch's is the older. */
function tapped(handler: Dispatcher.DispatchHandler, wire: Wire): Dispatcher.DispatchHandler {
  const tap: Dispatcher.DispatchHandler = Object.create(handler);
  if (handler.onRequestStart) {
    tap.onRequestStart = (controller, context) => {
      wire.sent = true;
      handler.onRequestStart?.call(tap, controller, context);
    };
    tap.onResponseStart = (controller, status, headers, message) => {
      wire.status = status;
      handler.onResponseStart?.call(tap, controller, status, headers, message);
    };
    return tap;
  }
  tap.onConnect = (abort) => {
    wire.sent = true;
    handler.onConnect?.call(tap, abort);
  };
  tap.onHeaders = (status, headers, resume, message) => {
    wire.status = status;
    return handler.onHeaders?.call(tap, status, headers, resume, message) ?? true;
  };
  return tap;
}
