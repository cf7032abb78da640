/** Rolls back what came with a turn that is no longer this worker's to write. */
export class TakenOver extends Error {
  override readonly name = "TakenOver";
}

/** @returns false when another worker has taken the operation over, and nothing was written */
export const unlessTakenOver = (written: Promise<boolean>): Promise<boolean> =>
  written.catch((error: unknown) => {
    if (error instanceof TakenOver) return false;
    throw error;
  });
