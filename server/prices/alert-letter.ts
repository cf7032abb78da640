import { type Letter, letterOf } from "../mail/letter";
import { formatMoney } from "../names/money";
import { type AlertFacts, effectOf, headlineOf, signedPercent, subjectOf } from "./alert-words";

const WHY =
  "You get this because a price rule of your organisation names this address. The rules stand in the console under Prices.";
const HEADERS = ["Price", "Account", "Before", "Now", "Change", "Holds from", "Bears on"];
const LINK = { text: "Open it in the console", path: "/prices" };

function rowOf(alert: AlertFacts): string[] {
  const { oldMinor, oldCurrency, newMinor, currency } = alert;
  const isMove = alert.kind !== "currency";
  return [
    isMove ? subjectOf(alert) : "Currency",
    alert.account,
    isMove
      ? oldMinor === null
        ? "–"
        : formatMoney(oldMinor, oldCurrency ?? currency)
      : (oldCurrency ?? "–"),
    isMove ? formatMoney(newMinor, currency) : currency,
    (isMove && alert.kind === "price" && signedPercent(oldMinor, newMinor)) || "–",
    alert.effectiveOn ?? "now",
    isMove ? effectOf(alert) : "every price of the account",
  ];
}

/** The letter about one alert. */
export const alertLetter = (alert: AlertFacts): Letter =>
  letterOf({
    subject: headlineOf(alert),
    intro: `${headlineOf(alert)}.`,
    table: { headers: HEADERS, rows: [rowOf(alert)] },
    link: LINK,
    why: WHY,
  });

/** The letter about all alerts of a day. */
export const digestLetter = (alerts: readonly AlertFacts[]): Letter => {
  const count = `${alerts.length} ${alerts.length === 1 ? "price" : "prices"} moved`;
  return letterOf({
    subject: `${count} at your registrars`,
    intro: `${count} beyond your thresholds since the last digest.`,
    table: { headers: HEADERS, rows: alerts.map(rowOf) },
    link: LINK,
    why: WHY,
  });
};
