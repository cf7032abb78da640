import type { ServiceContext } from "../kernel/context";
import { precondition } from "../kernel/errors";
import type { Work } from "./judge-records";
import type { Import } from "./store";

/** One process working on one import: what it holds while it does. */
export type Session = {
  /** On behalf of whoever ordered the work. */
  readonly ctx: ServiceContext;
  readonly file: Import;
  /** Proof that the lease is still ours. */
  readonly token: string;
  /** Epoch milliseconds after which no further piece is begun. */
  readonly deadline: number;
};

/** Another process holds the import now, it was discarded, or its plan stands still. Nothing more may be written for it. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

export const isOutOfTime = ({ deadline }: Session): boolean => Date.now() >= deadline;

/** How the records of the session's file are to be read. */
export const readingOf = ({ mapping, columns, dateFormat }: Import): Work["reading"] => ({
  mapping: mapping ?? {},
  columns: columns.length,
  dateFormat: (dateFormat ?? "iso") as Work["reading"]["dateFormat"],
});

/** Nothing is done by half of what was checked. @throws AppError `precondition_failed` */
export function assertWhole(records: number, verdicts: number): void {
  if (records !== verdicts)
    throw precondition(
      "Some of what was checked is gone. Cancel the rest and bring the file in again.",
    );
}
