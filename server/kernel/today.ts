import { tz } from "@date-fns/tz";
import { format } from "date-fns";
import { environment } from "./env";

/** The calendar date of an instant in the organisation's time zone. */
export const today = (now: Date): string =>
  format(now, "yyyy-MM-dd", { in: tz(environment().organisationTimeZone) });
