"use client";

import { useNow, useTimeZone } from "./clock";
import { formatAge, formatMoment } from "./time";

type AgeTextProps = {
  /** ISO instant in the past. */
  value: string;
  /** "4 min ago" rather than "4 min". */
  ago?: boolean;
  className?: string;
};

/** How old something is; it goes on counting, and says the exact moment on hover. */
export function AgeText({ value, ago = true, className }: AgeTextProps) {
  const timeZone = useTimeZone();
  const age = formatAge(value, useNow());
  return (
    <time dateTime={value} title={formatMoment(value, timeZone)} className={className}>
      {ago && age !== "just now" ? `${age} ago` : age}
    </time>
  );
}
