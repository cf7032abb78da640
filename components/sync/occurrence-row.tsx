import type { OccurrenceDto } from "@/server/schedules/schemas";
import { lookOf, SCHEDULE_WORDS, spanWords } from "../dashboard/schedule-words";
import { AgeText } from "../ui/age-text";
import { DateText } from "../ui/date-text";
import { formatCount } from "../ui/numbers";
import { Status } from "../ui/status";
import { Td, Tr } from "../ui/table";

/** An occurrence of a schedule that was late, missed or failed: when it was planned, and what was done about it. */
export function OccurrenceRow({ occurrence }: { occurrence: OccurrenceDto }) {
  const { schedule, dueAt, startedAt, checked, changed, errors, calls } = occurrence;
  const look = lookOf(occurrence);
  return (
    <Tr>
      <Td muted className="max-md:flex-1">
        {startedAt ? <AgeText value={startedAt} /> : "Never"}
      </Td>
      <Td>
        <Status tone={look.tone} {...(look.icon ? { icon: look.icon } : {})}>
          {look.word}
        </Status>
      </Td>
      <Td phone="line" wrap>
        {SCHEDULE_WORDS[schedule]}
        <span className="text-ink-3">
          {" "}
          planned for <DateText value={dueAt} time />
        </span>
        <span className="block text-12 text-ink-2">{doneAbout(occurrence)}</span>
      </Td>
      <Td phone="line" muted>
        Schedule
      </Td>
      <Count value={checked} unit="checked" />
      <Td numeric muted phone="hidden" />
      <Count value={changed} unit="changed" />
      <Td numeric muted phone="hidden" />
      <Td numeric muted phone="hidden" />
      <Count value={errors} unit="errors" />
      <Td numeric muted phone="hidden">
        {formatCount(calls)}
      </Td>
      <Td numeric muted phone="hidden" />
    </Tr>
  );
}

function doneAbout({ state, isLate, lateSeconds, caughtUpAt, failure, left }: OccurrenceDto) {
  if (state === "missed")
    return caughtUpAt ? (
      <>
        Made up for by a later one, begun <DateText value={caughtUpAt} time />.
      </>
    ) : (
      "Not made up for yet: see that the worker runs, or that cron calls."
    );
  if (state === "failed") return `${failure ?? "Nobody said why."} Tried again at its next time.`;
  const began = isLate ? `Begun ${spanWords(lateSeconds)} late` : "Begun in time";
  if (state === "running" || state === "paused") return `${began}; it goes on.`;
  return left > 0 ? `${began}; ${formatCount(left)} were left.` : `${began}, and done.`;
}

/** On a phone, where no heading stands above it, a number says what it counts, and none says nothing. */
const Count = ({ value, unit }: { value: number; unit: string }) => (
  <Td numeric muted={value === 0} phone={value === 0 ? "hidden" : "flow"}>
    {formatCount(value)}
    <span className="md:hidden"> {unit}</span>
  </Td>
);
