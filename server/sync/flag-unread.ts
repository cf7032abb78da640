import type { Transaction } from "@/db/client";
import type { Recorder } from "../audit/mutate";
import * as checks from "./checks/store";

/** Marks names for review that have failed as often as they are tried, each once. */
export async function flagUnread(
  tx: Transaction,
  record: Recorder,
  ids: readonly string[],
  runId: string,
): Promise<void> {
  if (ids.length === 0) return;
  const flagged = await checks.raiseUnread(tx, ids);
  await record(
    ...flagged.map(({ id, name, partnerId, message, failures }) => ({
      action: "domain.unread" as const,
      objectId: id,
      objectName: name,
      partnerId,
      reason: `Could not be read ${failures} times in a row: ${message}`,
      runId,
    })),
  );
}
