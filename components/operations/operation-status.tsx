import type { OperationDto } from "@/server/operations/schemas";
import { Status } from "../ui/status";
import { lookOf } from "./words";

/** How one change stands: icon, word and colour. */
export function OperationStatus({
  operation,
}: {
  operation: Pick<OperationDto, "state" | "acceptedAt">;
}) {
  const { tone, icon, word } = lookOf(operation);
  return (
    <Status tone={tone} icon={icon}>
      {word}
    </Status>
  );
}
