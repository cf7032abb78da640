"use client";

import Link from "next/link";
import { useState } from "react";
import type { RenewalsDto } from "@/server/dashboard/schemas";
import { EMPTY_QUERY } from "@/server/portfolio/query";
import { hrefOf } from "../portfolio/address";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { cn } from "../ui/cn";
import { formatCount } from "../ui/numbers";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { daysOfMonth, monthWord } from "./month-words";

type RenewalCalendarProps = { renewals: RenewalsDto; partner: string | null };

const hrefOfMonth = (month: string, partner: string | null) => {
  const { from, to } = daysOfMonth(month);
  return hrefOf({ ...EMPTY_QUERY, partner, renewFrom: from, renewTo: to });
};

/** The one sentence that the bars say. */
function summary({ months, overdue }: RenewalsDto): string {
  const all = months.reduce((sum, { names }) => sum + names, 0);
  const most = months.reduce((best, month) => (month.names > best.names ? month : best), {
    month: "",
    names: 0,
  });
  if (all === 0) return "No name is to be renewed in the next twelve months.";
  const late = overdue > 0 ? ` ${formatCount(overdue)} are past their day.` : "";
  return `${formatCount(all)} names are to be renewed in the next twelve months, most of them in ${monthWord(most.month)} (${formatCount(most.names)}).${late}`;
}

/** Renewals of the next twelve months as bars, or as a table; on a phone always the table. */
export function RenewalCalendar({ renewals, partner }: RenewalCalendarProps) {
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
      <p className="pb-3 text-ink-2">{summary(renewals)}</p>
      <Bars renewals={renewals} partner={partner} isHidden={isTable} />
      <div className={cn("-mx-3.5 -mb-3.5 border-line border-t", !isTable && "md:hidden")}>
        <Months renewals={renewals} partner={partner} />
      </div>
    </Card>
  );
}

type BarsProps = RenewalCalendarProps & { isHidden: boolean };

/** Links as high as their months: the height is the figure, which stands on top of it as well. */
function Bars({ renewals, partner, isHidden }: BarsProps) {
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
            className="group grid h-36 content-end justify-items-center gap-1 rounded-s text-12 text-ink-2 no-underline hover:text-ink"
          >
            <span className="font-medium">{formatCount(names)}</span>
            <span
              aria-hidden="true"
              className="w-full max-w-10 rounded-t-[3px] border-accent border-b bg-accent/70 group-hover:bg-accent"
              style={{ height: `${Math.round((names / most) * 88)}px` }}
            />
            <span className="whitespace-nowrap text-ink-3">{monthWord(month).slice(0, 3)}</span>
            <span className="sr-only">{month.slice(0, 4)}</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

function Months({ renewals, partner }: RenewalCalendarProps) {
  return (
    <Table caption="Names to renew by month">
      <thead>
        <tr>
          <Th>Month</Th>
          <Th numeric>Names</Th>
        </tr>
      </thead>
      <tbody>
        {renewals.months.map(({ month, names }) => (
          <Tr key={month}>
            <Td>
              <Link href={hrefOfMonth(month, partner)} prefetch={false} className="link">
                {monthWord(month)}
              </Link>
            </Td>
            <Td numeric>{formatCount(names)}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
