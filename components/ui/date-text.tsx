"use client";

import { useNow, useTimeZone } from "./clock";
import { formatDay, formatDistance, formatMoment } from "./time";

type DateTextProps = {
  /** ISO instant or calendar date. */
  value: string;
  /** "in 24 days" beside it. */
  distance?: boolean;
  /** With the time of day and the zone. */
  time?: boolean;
  className?: string;
};

/** A day has no moment to tell on hover. */
const isDay = (value: string) => !value.includes("T");

/** A date: absolute first, the distance softly beside it. */
export function DateText({ value, distance = false, time = false, className }: DateTextProps) {
  const timeZone = useTimeZone();
  return (
    <time
      dateTime={value}
      title={time || isDay(value) ? undefined : formatMoment(value, timeZone)}
      className={className}
    >
      {time ? formatMoment(value, timeZone) : formatDay(value, timeZone)}
      {distance && <Distance value={value} timeZone={timeZone} />}
    </time>
  );
}

function Distance({ value, timeZone }: { value: string; timeZone: string }) {
  return <span className="distance">{` ${formatDistance(value, useNow(), timeZone)}`}</span>;
}
