import { plusYears } from "../../names/plus-years";
import { spokenDay } from "../../names/spoken-day";
import { firm, type TldRule } from "../../tlds/rule";
import { type Check, check, HOUSE, type PreflightQuestion } from "./check";

const DAY_MS = 86_400_000;
/** A name that is about to expire may do so on its way. */
const EXPIRY_MARGIN_DAYS = 15;

/** Whether it may expire on its way. */
export function margin({ own, now }: PreflightQuestion): Check {
  if (!own?.expiresAt)
    return check("expiry_margin", "unknown", "When it expires is not known.", null);
  const days = Math.floor((Date.parse(own.expiresAt) - now.getTime()) / DAY_MS);
  return days >= EXPIRY_MARGIN_DAYS
    ? check("expiry_margin", "pass", `It expires in ${days} days.`, HOUSE)
    : check(
        "expiry_margin",
        "fix",
        `It expires on ${spokenDay(own.expiresAt)}: too soon, as a transfer takes a week. Renew it where it is first.`,
        HOUSE,
      );
}

/** How many years a transfer adds: what the registry gives, whatever was asked. */
export function yearsAdded(rule: TldRule | null, asked: number): number {
  const span = firm(rule?.transferYears);
  return span ? Math.min(span.most, Math.max(span.least, asked)) : asked;
}

/** Whether the added time goes beyond what the registry allows to be paid ahead. */
export function cap({ rule, own, years, now }: PreflightQuestion): Check {
  const most = firm(rule?.yearsAhead);
  const source = rule?.yearsAhead?.source ?? null;
  const added = yearsAdded(rule, years);
  if (added === 0)
    return check(
      "years_cap",
      "pass",
      "The transfer adds no time.",
      rule?.transferYears?.source ?? null,
    );
  if (most === undefined || !own?.expiresAt)
    return check("years_cap", "unknown", "How far ahead it is paid for is not known.", source);
  const fits = plusYears(own.expiresAt, added - most);
  return fits.getTime() > now.getTime()
    ? check(
        "years_cap",
        "wait",
        `It is paid for until ${spokenDay(own.expiresAt)}, and the transfer adds ${added} ${added === 1 ? "year" : "years"}: more than ${most} years ahead.`,
        source,
        fits.toISOString(),
      )
    : check("years_cap", "pass", `The added time stays within ${most} years.`, source);
}
