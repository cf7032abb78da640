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

/** Another process holds the import now, or it was discarded. Nothing more may be written for it. */
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

/**
 * Verdicts are kept in a table that a crash of the database empties: nothing is done by half of them.
 * @throws AppError `precondition_failed`
 */
export function assertWhole(records: number, verdicts: number): void {
  if (records !== verdicts)
    throw precondition(
      "What was checked was lost with a crash of the database. Check the file again.",
    );
}
