import type { TrackDto } from "@/server/transfers/schemas";
import { Status } from "../ui/status";
import { TRACK_LOOKS } from "./words";

/** How a transfer stands, in a word. */
export function TrackStatus({ track }: { track: TrackDto }) {
  const { word, tone, icon } = TRACK_LOOKS[track.state];
  const differs = track.postCheck.some(({ state }) => state === "differs");
  if (track.state === "completed" && differs)
    return <Status tone="warn">Completed, with differences</Status>;
  return (
    <Status tone={tone} {...(icon ? { icon } : {})}>
      {word}
    </Status>
  );
}
