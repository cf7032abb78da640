import { spokenDay } from "../../names/spoken-day";
import { holdsInForce, type TransferHold } from "../../tlds/rule";
import { type Check, check, type PreflightQuestion } from "./check";

const DAY_MS = 86_400_000;

const SINCE = {
  registration: "registered",
  transfer: "transferred",
  holder_change: "given to another holder",
} as const;

/** One check for each kind of hold in force; the longest of a kind counts. */
export function holds(question: PreflightQuestion): Check[] {
  const { rule, now } = question;
  const today = now.toISOString().slice(0, 10);
  const inForce = holdsInForce(rule, today);
  const kinds = Map.groupBy(inForce, ({ value }) => value.after);
  return [...kinds.values()].flatMap((facts) => {
    const longest = facts.reduce((one, other) => (other.value.days > one.value.days ? other : one));
    const { source, value } = longest;
    return [
      hold(question, value, value.from ? `${source}, since ${spokenDay(value.from)}` : source),
    ];
  });
}

/** When what starts a hold happened, as far as we know: of a change of holder nobody tells. */
function sinceOf(
  { own, arrivedAt }: PreflightQuestion,
  after: TransferHold["after"],
): string | null {
  if (after === "registration") return own?.registeredAt ?? null;
  return after === "transfer" ? arrivedAt : null;
}

function hold(question: PreflightQuestion, { after, days }: TransferHold, source: string): Check {
  const rule = `hold_${after}`;
  const since = sinceOf(question, after);
  if (!since)
    return check(
      rule,
      "unknown",
      `When it was last ${SINCE[after]} is not known; for ${days} days after that it may be held.`,
      source,
    );
  const until = new Date(Date.parse(since) + days * DAY_MS).toISOString();
  return until > question.now.toISOString()
    ? check(
        rule,
        "wait",
        `It was ${SINCE[after]} on ${spokenDay(since)}; for ${days} days its registrar may refuse.`,
        source,
        until,
      )
    : check(rule, "pass", `It was ${SINCE[after]} more than ${days} days ago.`, source);
}
