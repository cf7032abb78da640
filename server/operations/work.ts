import type { ServiceContext } from "../kernel/context";
import type { RegistrarGateway } from "../registrars/gateway";
import type { Intent } from "./intents";
import type { Claimed } from "./queue/store";

/** What is at hand while one operation is worked on. */
export type Work = {
  readonly ctx: ServiceContext;
  readonly one: Claimed;
  readonly gateway: RegistrarGateway;
  readonly intent: Intent;
};

/** Why something did not happen, before anybody says what follows from it. */
export type Problem = {
  readonly code: string;
  /** Written for a person; never holds a secret. */
  readonly message: string;
  readonly retryAfterSeconds?: number;
};
