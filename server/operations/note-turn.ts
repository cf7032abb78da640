import type { Transaction } from "@/db/client";
import { mayBeLost } from "@/db/may-be-lost";
import { together } from "@/db/together";
import { mutate, type Recorder } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import type { OperationState } from "./kinds";
import * as queue from "./queue/store";
import { afterTurn } from "./steer-plan";
import { TakenOver, unlessTakenOver } from "./taken-over";

/** The events of an operation's life that the log tells. */
export type TurnAction =
  | "operation.sent"
  | "operation.accepted"
  | "operation.completed"
  | "operation.failed"
  | "operation.unknown"
  | "operation.retrying"
  | "operation.superseded"
  | "operation.review";

type Note = {
  readonly reason?: string;
  readonly after?: Readonly<Record<string, unknown>>;
};

/** A line of the log about one operation; the lines of a plan stand together. */
export const lineOf = (
  action: TurnAction | "operation.cancelled" | "operation.closed",
  one: Pick<queue.Claimed, "id" | "name" | "partnerId"> & Partial<Pick<queue.Claimed, "planId">>,
  { reason, after }: Note = {},
) => ({
  action,
  objectId: one.id,
  objectName: one.name,
  partnerId: one.partnerId,
  ...(one.planId ? { runId: one.planId } : {}),
  ...(reason ? { reason } : {}),
  ...(after ? { after } : {}),
});

export type Told = { readonly action: TurnAction | null } & Note & {
    /** What else belongs into the same transaction. @returns the id of the name, where it became known */
    readonly also?: (tx: Transaction, record: Recorder) => Promise<string | null>;
  };

/** What a reading tells again, should the database's machine fail before it is on the disk. */
const FOUND_OUT_AGAIN = new Set<OperationState>(["submitted", "completed"]);

/**
 * Writes what became of an operation together with its line in the log, and moves its plan on. Nothing is written
 * when another worker has taken the operation over.
 */
export function noteTurn(
  ctx: ServiceContext,
  one: queue.Claimed,
  next: queue.Turn,
  { action, also, ...note }: Told,
): Promise<boolean> {
  const isFoundOutAgain = !one.isPaid && FOUND_OUT_AGAIN.has(next.state);
  return unlessTakenOver(
    mutate(ctx, "operation.run", async (tx, record) => {
      const domainId = (await also?.(tx, record)) ?? null;
      const [isOurs] = await together(
        queue.turn(tx, one, { ...next, ...(domainId ? { domainId } : {}) }),
        record(...(action ? [lineOf(action, one, note)] : [])),
        afterTurn(tx, record, one, next.state),
        isFoundOutAgain ? mayBeLost(tx) : null,
      );
      if (!isOurs) throw new TakenOver();
      return true;
    }),
  );
}
