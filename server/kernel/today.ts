import { tz } from "@date-fns/tz";
import { format } from "date-fns";
import { environment } from "./env";

const holder = globalThis as { namekeepTimeZone?: string };

/** Holds the time zone that the console set, for all that asks in this process; see server/settings/keep-time-zone.ts. */
export const holdTimeZone = (zone: string): void => {
  holder.namekeepTimeZone = zone;
};

/** The organisation's time zone, an IANA name, as this process last read it. */
export const organisationTimeZone = (): string =>
  holder.namekeepTimeZone ?? environment().organisation.timeZone ?? "UTC";

/** The calendar date of an instant in the organisation's time zone. */
export const today = (now: Date): string =>
  format(now, "yyyy-MM-dd", { in: tz(organisationTimeZone()) });
