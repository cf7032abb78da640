import type { ServiceContext } from "../../kernel/context";
import { read } from "../../kernel/transact";
import * as book from "../book/store";

/** One account's share of a choice, as it ended. `runId` null: nothing was begun, because somebody else reads it. */
export type ShareResult = {
  readonly account: { readonly id: string; readonly name: string };
  readonly runId: string | null;
  readonly state: "completed" | "partial" | "failed" | "cancelled" | "paused" | "busy";
  readonly planned: number;
  readonly checked: number;
  readonly changed: number;
  readonly conflicts: number;
  readonly missing: number;
  readonly errors: number;
  readonly unreached: number;
};

type Ended = Pick<ShareResult, "runId" | "state" | "planned"> & { readonly account: book.Account };

/** What a run came to, as it stands in the book. What nobody began is unreached as a whole. */
export async function resultOf(ctx: ServiceContext, ended: Ended): Promise<ShareResult> {
  const { account, runId, state, planned } = ended;
  const run = runId ? await read(ctx, (tx) => book.findRun(tx, runId)) : null;
  const isOpen = state === "busy" || state === "paused";
  return {
    account: { id: account.id, name: account.name },
    runId,
    state,
    planned,
    checked: run?.checked ?? 0,
    changed: run?.changed ?? 0,
    conflicts: run?.conflicts ?? 0,
    missing: run?.missing ?? 0,
    errors: run?.errors ?? 0,
    unreached: isOpen || !run ? planned : run.unreached,
  };
}
