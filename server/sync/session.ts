import type { ServiceContext } from "../kernel/context";
import type { RegistrarFailure, RegistrarGateway } from "../registrars/gateway";
import type { Reading } from "./apply-readings";
import type { Account, Run } from "./book/store";
import type { Via } from "./observation";

/** One process reading one account: what it holds while it does. */
export type Session = {
  readonly ctx: ServiceContext;
  readonly account: Account;
  readonly run: Run;
  /** Proof that the lease is still ours. */
  readonly token: string;
  readonly gateway: RegistrarGateway;
  /** Epoch milliseconds after which no further step begins. */
  readonly deadline: number;
  /** Gives up what is being asked when the deadline comes. */
  readonly signal: AbortSignal;
  readonly startedMs: number;
};

/** Why a step ended a reading early; null: go on with the next step. */
export type Stopped =
  | "out_of_time"
  | { readonly state: "partial" | "failed"; readonly failure: RegistrarFailure }
  | null;

/** Another process holds the account now. Nothing more may be written for it. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

export const isOutOfTime = (session: Session): boolean => Date.now() >= session.deadline;

export const readingOf = (session: Session, via: Via, isKnownAccount: boolean): Reading => ({
  accountId: session.account.id,
  runId: session.run.id,
  via,
  now: session.ctx.now(),
  isKnownAccount,
  defaultPartnerId: session.account.defaultPartnerId,
});
