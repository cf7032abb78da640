import type { Transaction } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import type { RegistrarFailure, RegistrarGateway } from "../registrars/gateway";
import type { Reading } from "./apply-readings";
import type { Account, Run } from "./book/store";
import type { Via } from "./observation";
import type { SyncRules } from "./rules";
import type { Target } from "./selected/store";
import type { Stopping } from "./stopping";

/** One process reading an account, or chosen names of it: what it holds while it does. */
export type Session = {
  readonly ctx: ServiceContext;
  readonly account: Account;
  readonly run: Run;
  /** Stands for this reader: in the account's lease, and on the names it has taken. */
  readonly token: string;
  readonly gateway: RegistrarGateway;
  readonly stopping: Stopping;
  readonly startedMs: number;
  readonly rules: SyncRules;
  /** Names that are asked for one by one, and the most of them. */
  readonly target: Target;
  readonly most: number;
  /** Proves within a transaction that the run is still ours. @throws LeaseLost when it is not */
  readonly hold: (tx: Transaction) => Promise<void>;
  /** Names taken and not yet read, which the keeper of the run keeps. */
  readonly claimed: Set<string>;
  /** How many names were tried so far by this process. */
  readonly done: { names: number };
  readonly onProgress: (session: Session) => void;
};

/** Why a step ended a reading early; null: go on with the next step. */
export type Stopped =
  | "out_of_time"
  | "cancelled"
  | { readonly state: "partial" | "failed"; readonly failure: RegistrarFailure }
  | null;

/** Another process holds the account now, or the run was ended. Nothing more may be written for it. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

export const readingOf = (session: Session, via: Via, isKnownAccount: boolean): Reading => ({
  accountId: session.account.id,
  runId: session.run.id,
  via,
  now: session.ctx.now(),
  isKnownAccount,
  defaultPartnerId: session.account.defaultPartnerId,
});
