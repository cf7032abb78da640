import type { LimitDto } from "@/server/accounts/schemas";
import { formatCount } from "../ui/numbers";
import { Status } from "../ui/status";

/** How many calls may leave at this moment. */
export function LimitLeft({ limit: { left, atOnce, waitSeconds } }: { limit: LimitDto }) {
  if (left > 0)
    return (
      <>
        {formatCount(left)} of {formatCount(atOnce)}
      </>
    );
  return (
    <Status tone="warn" icon="clock">
      none for {Math.max(1, waitSeconds)} s
    </Status>
  );
}
