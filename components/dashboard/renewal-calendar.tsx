"use client";

import Link from "next/link";
import { useState } from "react";
import type { RenewalsDto, SpendDto } from "@/server/dashboard/schemas";
import { EMPTY_QUERY } from "@/server/portfolio/query";
import { hrefOf } from "../portfolio/address";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { cn } from "../ui/cn";
import { MoneySums } from "../ui/money-sums";
import { formatCount, formatMoney, formatMoneyShort } from "../ui/numbers";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { daysOfMonth, monthWord } from "./month-words";

type Costs = SpendDto["months"];
type RenewalCalendarProps = {
  renewals: RenewalsDto;
  partner: string | null;
  /** What each month costs; null where it is not the reader's to see, or could not be told. */
  costs: Costs | null;
};

const costOf = (costs: Costs | null, month: string) =>
  costs?.find((one) => one.month === month)?.sums ?? [];

/** What all months cost, by currency. */
function wholeCost(costs: Costs): string {
  const sums = new Map<string, number>();
  for (const { currency, minor } of costs.flatMap((month) => month.sums))
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return [...sums].map(([currency, minor]) => formatMoney(minor, currency)).join(" and ");
}

const hrefOfMonth = (month: string, partner: string | null) => {
  const { from, to } = daysOfMonth(month);
  return hrefOf({ ...EMPTY_QUERY, partner, renewFrom: from, renewTo: to });
};

/** Which month has most of them, as long as one or two stand out. */
function peakOf(months: RenewalsDto["months"]): string {
  const most = Math.max(...months.map(({ names }) => names));
  const fullest = months.filter(({ names }) => names === most);
  if (fullest.length > 2) return "";
  const words = fullest.map(({ month }) => monthWord(month)).join(" and in ");
  return most === 1 ? `, in ${words}` : `, most in ${words} (${formatCount(most)})`;
}

/** The one sentence that the bars say. */
function summary({ months, overdue }: RenewalsDto, costs: Costs | null): string {
  const all = months.reduce((sum, { names }) => sum + names, 0);
  if (all === 0) return "No name is to be renewed in the next twelve months.";
  const cost = costs ? wholeCost(costs) : "";
  const money = cost
    ? ` ${all === 1 ? "It costs" : "They cost"} ${cost} at the prices that hold now, without those that are let go.`
    : "";
  const late =
    overdue > 0
      ? ` ${formatCount(overdue)} ${overdue === 1 ? "is past its" : "are past their"} day.`
      : "";
  const subject = all === 1 ? "1 name is" : `${formatCount(all)} names are`;
  return `${subject} to be renewed in the next twelve months${peakOf(months)}.${money}${late}`;
}

/** Renewals of the next twelve months as bars, or as a table; on a phone always the table. */
export function RenewalCalendar(props: RenewalCalendarProps) {
  const { renewals, costs } = props;
  const [isTable, setTable] = useState(false);
  return (
    <Card
      title="Renewals by month"
      action={
        <Button
          variant="quiet"
          size="s"
          className="max-md:hidden"
          onClick={() => setTable(!isTable)}
        >
          {isTable ? "Show as bars" : "Show as table"}
        </Button>
      }
    >
      <p className="pb-3 text-ink-2">{summary(renewals, costs)}</p>
      <Bars {...props} isHidden={isTable} />
      <div className={cn("-mx-3.5 -mb-3.5 border-line border-t", !isTable && "md:hidden")}>
        <Months {...props} />
      </div>
    </Card>
  );
}

type BarsProps = RenewalCalendarProps & { isHidden: boolean };

/** Links as high as their months: the height is the figure, which stands on top of it as well. */
function Bars({ renewals, partner, costs, isHidden }: BarsProps) {
  const most = Math.max(1, ...renewals.months.map(({ names }) => names));
  return (
    <ol
      aria-label="Names by month"
      className={cn("grid grid-cols-12 gap-2 max-md:hidden", isHidden && "hidden")}
    >
      {renewals.months.map(({ month, names }) => (
        <li key={month} className="grid">
          <Link
            href={hrefOfMonth(month, partner)}
            prefetch={false}
            className="group grid h-40 content-end justify-items-center gap-1 rounded-s text-12 text-ink-2 no-underline hover:text-ink"
          >
            <span className="font-medium">{formatCount(names)}</span>
            <span
              aria-hidden="true"
              className="w-full max-w-10 rounded-t-[3px] border-accent border-b bg-accent/70 group-hover:bg-accent"
              style={{ height: `${Math.round((names / most) * 88)}px` }}
            />
            <span className="whitespace-nowrap text-ink-3">{monthWord(month).slice(0, 3)}</span>
            <span className="sr-only">{month.slice(0, 4)}</span>
            {costs && <Cost sums={costOf(costs, month)} />}
          </Link>
        </li>
      ))}
    </ol>
  );
}

/** The money of a month in a few signs; the table has it whole. */
function Cost({ sums: [first, ...more] }: { sums: Costs[number]["sums"] }) {
  return (
    <span className="min-h-4 whitespace-nowrap text-11 text-ink-3 tabular-nums">
      {first && formatMoneyShort(first.minor, first.currency)}
      {more.length > 0 && ` +${more.length}`}
    </span>
  );
}

function Months({ renewals, partner, costs }: RenewalCalendarProps) {
  return (
    <Table caption="Names to renew by month, and what they cost">
      <thead>
        <tr>
          <Th>Month</Th>
          <Th numeric>Names</Th>
          {costs && <Th numeric>Cost</Th>}
        </tr>
      </thead>
      <tbody>
        {renewals.months.map(({ month, names }) => (
          <Tr key={month}>
            <Td>
              <Link
                href={hrefOfMonth(month, partner)}
                prefetch={false}
                className="link inline-flex min-h-6 items-center pointer-coarse:min-h-11"
              >
                {monthWord(month)}
              </Link>
            </Td>
            <Td numeric>{formatCount(names)}</Td>
            {costs && (
              <Td numeric>
                <MoneySums sums={costOf(costs, month)} />
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
