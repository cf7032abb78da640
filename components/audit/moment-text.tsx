"use client";

import { useTimeZone } from "../ui/clock";
import { formatMoment } from "../ui/time";

const ms = (value: string) => value.slice(19, 23);

/** When an entry was made, to the millisecond. */
export function MomentText({ value }: { value: string }) {
  const moment = formatMoment(value, useTimeZone());
  const seconds = `:${value.slice(17, 19)}${ms(value)}`;
  return (
    <time dateTime={value} className="whitespace-nowrap">
      {moment.replace(/(\d\d:\d\d)/, `$1${seconds}`)}
    </time>
  );
}
