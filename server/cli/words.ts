import type { AccountPricesDto } from "../prices/runs/schemas";
import type { NameDrift } from "../sync/selected/dry-run";
import type { SelectedResult } from "../sync/selected/sync-selected";
import type { Outcome } from "./outcome";

/** Columns as wide as their longest entry; numbers stand at the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const isNumber = head.map((_, at) => rows.every((row) => /^\d+$/.test(row[at] ?? "")));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) =>
        isNumber[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return `${all.map(line).join("\n")}\n`;
}

const names = (count: number) => (count === 1 ? "1 name" : `${count} names`);

function runsText({ runs, unknown }: SelectedResult): string {
  if (runs.length === 0) return unknown.length > 0 ? "" : "No names need reading.\n";
  return table(
    [
      "Account",
      "Outcome",
      "Planned",
      "Checked",
      "Changed",
      "Conflicts",
      "Missing",
      "Errors",
      "Left",
    ],
    runs.map((run) => [
      run.account.name,
      run.state,
      ...[
        run.planned,
        run.checked,
        run.changed,
        run.conflicts,
        run.missing,
        run.errors,
        run.unreached,
      ].map(String),
    ]),
  );
}

const said = (value: unknown): string =>
  value === null || value === undefined
    ? "nothing"
    : typeof value === "string"
      ? value
      : JSON.stringify(value);

/** What a name would become: one line for each field, or why it could not be read. */
function driftText({ name, account, changes, doubts, problem }: NameDrift): string {
  const lines = [
    ...(problem ? [`could not be read: ${problem}`] : []),
    ...changes.map(({ field, before, after }) => `${field}: ${said(before)} -> ${said(after)}`),
    ...doubts.map((doubt) => `doubted: ${doubt}`),
  ];
  return `${name} (${account})\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

function dryText({ drift = [] }: SelectedResult): string {
  if (drift.length === 0) return "Nothing differs. Nothing was written.\n";
  return `${drift.map(driftText).join("")}${names(drift.length)} to look at. Nothing was written.\n`;
}

function leftOut({ skipped, unknown, left }: SelectedResult): string {
  return [
    skipped > 0
      ? `${names(skipped)} left out: read a moment ago, or waiting after a failure. --force reads them too.\n`
      : "",
    unknown.length > 0 ? `Not on record: ${unknown.join(", ")}\n` : "",
    left > 0 ? `${names(left)} not reached.\n` : "",
  ].join("");
}

const priceRow = (account: AccountPricesDto): string[] => [
  account.account,
  account.outcome,
  ...[
    account.asked,
    account.told,
    account.first,
    account.changed,
    account.alerts,
    account.errors,
  ].map(String),
];

/** What a command came to, in words for a terminal. */
export function wordsOf(outcome: Outcome): string {
  if (outcome.command !== "prices") {
    const { result, isDryRun } = outcome;
    return `${isDryRun ? dryText(result) : runsText(result)}${leftOut(result)}`;
  }
  const { accounts } = outcome.result;
  if (accounts.length === 0) return "No account can be asked for prices.\n";
  const reasons = accounts
    .filter(({ reason }) => reason)
    .map(({ account, reason }) => `${account}: ${reason}\n`);
  const head = ["Account", "Outcome", "Asked", "Told", "New", "Moved", "Alerts", "Errors"];
  return `${table(head, accounts.map(priceRow))}${reasons.join("")}`;
}
