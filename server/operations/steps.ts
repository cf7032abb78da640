import { tracingChannel } from "node:diagnostics_channel";
import type { Claimed } from "./queue/store";

/** What is told of a step: whose it is. */
export type Step = { readonly one: Claimed };

/** Every step of every operation, for whoever measures from outside how long it takes. Costs nothing while nobody listens. */
export const STEPS = tracingChannel<unknown, Step>("namekeep:operation.step");
