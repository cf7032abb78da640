"use client";

import { useNow, useTimeZone } from "../ui/clock";
import { Status } from "../ui/status";
import { daysUntil, formatDistance, formatMoment } from "../ui/time";

const OLD_DAYS = 365;

/** How long ago a key was set; past a year it asks to be replaced. */
export function KeyAge({ at }: { at: string }) {
  const now = useNow();
  const timeZone = useTimeZone();
  const isOld = daysUntil(at, now, timeZone) < -OLD_DAYS;
  const text = (
    <time dateTime={at} title={formatMoment(at, timeZone)}>
      set {formatDistance(at, now, timeZone)}
    </time>
  );
  if (!isOld) return text;
  return (
    <Status tone="warn">
      <span>{text}; replace it</span>
    </Status>
  );
}
