"use client";

import { useNow, useTimeZone } from "../ui/clock";
import { formatMoment } from "../ui/time";

const MINUTE_MS = 60_000;
const HOUR_MIN = 60;
const DAY_MIN = 24 * HOUR_MIN;

function inWords(minutes: number): string {
  if (minutes <= 0) return "due now";
  if (minutes < HOUR_MIN) return `in ${minutes} min`;
  if (minutes < DAY_MIN) return `in ${Math.round(minutes / HOUR_MIN)} h`;
  return `in ${Math.round(minutes / DAY_MIN)} d`;
}

/** When an account is read next: "in 25 min"; the exact moment on hover. */
export function NextSync({ at }: { at: string | null }) {
  const now = useNow();
  const timeZone = useTimeZone();
  if (!at) return <>Not planned</>;
  const minutes = Math.ceil((Date.parse(at) - Date.parse(now)) / MINUTE_MS);
  return (
    <time dateTime={at} title={formatMoment(at, timeZone)}>
      {inWords(minutes)}
    </time>
  );
}
