import { createHash } from "node:crypto";
import type { RecordSet } from "../names/record-set";

/**
 * Names the content of a zone, in whatever order it is told.
 *
 * @param others what else it holds, as it came
 */
export function zoneVersion(records: readonly RecordSet[], others: readonly unknown[]): string {
  const sets = records.map(({ host, type, ttlSeconds, values }) =>
    JSON.stringify([host, type, ttlSeconds, [...values].sort()]),
  );
  const rest = others.map((one) => JSON.stringify(one));
  const all = [...sets.sort(), "", ...rest.sort()].join("\n");
  return createHash("sha256").update(all).digest("hex").slice(0, 32);
}
