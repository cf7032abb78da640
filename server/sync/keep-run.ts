import { read } from "../kernel/transact";
import * as book from "./book/store";
import * as checks from "./checks/store";
import { LeaseLost, type Session } from "./session";

const EVERY_MS = 2_000;

/**
 * Says every two seconds that a run is alive, however long its registrar takes, keeps what it holds, and hears when
 * somebody cancels it or has ended it.
 *
 * @returns ends the keeping
 */
export function keepRun(session: Session): () => void {
  let isAsking = false;
  const look = async () => {
    if (isAsking) return;
    isAsking = true;
    // A database that is gone is noticed by the step that wants to write.
    await beat(session).catch((error: unknown) => {
      if (error instanceof LeaseLost) session.stopping.cancel();
    });
    isAsking = false;
  };
  const keeping = setInterval(() => void look(), EVERY_MS);
  return () => clearInterval(keeping);
}

const beat = ({ ctx, run, token, hold, claimed, stopping }: Session): Promise<void> =>
  read(ctx, async (tx) => {
    await hold(tx);
    const isCancelled = await book.lookAfter(tx, run.id);
    if (claimed.size > 0) await checks.renewClaims(tx, token, [...claimed]);
    if (isCancelled) stopping.cancel();
  });
