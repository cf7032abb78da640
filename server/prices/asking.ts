import type { Transaction } from "@/db/client";
import { mutate, type Recorder } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import type { RegistrarGateway } from "../registrars/gateway";
import * as book from "./book/store";
import type * as runs from "./runs/store";

/** One process asking one account: what it holds while it does. */
export type Session = {
  readonly ctx: ServiceContext;
  readonly account: book.Account;
  readonly run: runs.Run;
  readonly token: string;
  readonly gateway: RegistrarGateway;
  readonly startedMs: number;
  /** Epoch milliseconds after which no further question is put. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
};

/** Another process asks this account now. Nothing more may be written. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

export const isOutOfTime = ({ deadline, signal }: Session): boolean =>
  Date.now() >= deadline || signal?.aborted === true;

/** Writes what an answer told, as long as the account is still this process's to ask. @throws LeaseLost */
export const writeDown = (
  { ctx, account, token }: Session,
  body: (tx: Transaction, record: Recorder) => Promise<void>,
): Promise<void> =>
  mutate(ctx, "sync.run", async (tx, record) => {
    if (!(await book.holdLease(tx, account.id, token))) throw new LeaseLost();
    await body(tx, record);
  });
