"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import type { ForecastDto } from "@/server/prices/forecast/schemas";
import { monthWord } from "../dashboard/month-words";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { cn } from "../ui/cn";
import { ErrorState } from "../ui/error-state";
import { MoneySums } from "../ui/money-sums";
import { formatCount, formatMoney, formatMoneyShort } from "../ui/numbers";
import { SkeletonBlock } from "../ui/skeleton";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { priceHref } from "./address";
import { priceQueries } from "./queries";

const names = (count: number) => `${formatCount(count)} ${count === 1 ? "name" : "names"}`;

/** What renewals of the next twelve months cost at the prices that hold now: bars by month, or a table; on a phone the table. */
export function ForecastCard() {
  const [isTable, setTable] = useState(false);
  const forecast = useQuery(priceQueries.forecast());
  return (
    <Card
      title="Renewals of the next twelve months"
      note="at today’s prices, names that are let go left out"
      action={
        <Button
          size="s"
          variant="quiet"
          className="max-md:hidden"
          onClick={() => setTable(!isTable)}
        >
          {isTable ? "Show as bars" : "Show as table"}
        </Button>
      }
    >
      {forecast.data ? (
        <Forecast forecast={forecast.data} isTable={isTable} />
      ) : forecast.isError ? (
        <ErrorState
          level={3}
          title="The forecast could not be loaded."
          cause={forecast.error.message}
          retry={<Button onClick={() => void forecast.refetch()}>Try again</Button>}
        />
      ) : (
        <SkeletonBlock label="Loading the forecast" lines={5} />
      )}
    </Card>
  );
}

function Forecast({ forecast, isTable }: { forecast: ForecastDto; isTable: boolean }) {
  const { totals, unpriced, lines } = forecast;
  return (
    <>
      <dl className="grid gap-3 pb-3 sm:grid-cols-3">
        {totals.map(({ days, names: count, sums }) => (
          <div key={days}>
            <dt className="text-12 text-ink-2">Next {days} days</dt>
            {sums.length > 0 ? (
              <dd className="text-16 font-semibold">
                <MoneySums sums={sums} />
              </dd>
            ) : (
              <dd className="text-16 text-ink-3">
                {count === 0 ? "Nothing to renew" : "No price known"}
              </dd>
            )}
            <dd className="text-12 text-ink-3">{count > 0 && names(count)}</dd>
          </div>
        ))}
      </dl>
      {unpriced > 0 && (
        <p className="pb-3 text-12 text-ink-2">
          {names(unpriced)} to be renewed {unpriced === 1 ? "has" : "have"} no price that anybody
          told, and {unpriced === 1 ? "is" : "are"} not in these sums.{" "}
          <Link href={priceHref({ tab: "endings" })} className="link">
            Ask for prices, or bring them in
          </Link>
        </p>
      )}
      {lines.length > 0 && (
        <>
          <Bars forecast={forecast} isHidden={isTable} />
          <div className={cn("-mx-3.5 -mb-3.5 border-line border-t", !isTable && "md:hidden")}>
            <Months forecast={forecast} />
          </div>
        </>
      )}
    </>
  );
}

type Line = ForecastDto["lines"][number];

const currenciesOf = (lines: readonly Line[]) => [
  ...new Set(lines.map(({ currency }) => currency)),
];

const monthSum = (lines: readonly Line[], currency: string, month: number): number =>
  lines
    .filter((line) => line.currency === currency)
    .reduce((sum, line) => sum + (line.byMonth[month]?.minor ?? 0), 0);

/** One row of bars for each currency: they are not added up. The figures stand in the table as well. */
function Bars({ forecast, isHidden }: { forecast: ForecastDto; isHidden: boolean }) {
  const { lines, months } = forecast;
  return currenciesOf(lines).map((currency) => {
    const sums = months.map((_month, index) => monthSum(lines, currency, index));
    const most = Math.max(1, ...sums);
    return (
      <section
        key={currency}
        aria-labelledby={`renewals-${currency}`}
        className={cn("pt-3 max-md:hidden", isHidden && "hidden")}
      >
        <h3 id={`renewals-${currency}`} className="text-12 font-medium text-ink-2">
          By month, in {currency}
        </h3>
        <ol className="grid grid-cols-12 gap-2">
          {months.map((month, index) => (
            <li
              key={month}
              className="grid h-32 content-end justify-items-center gap-1 text-11 text-ink-2"
            >
              {sums[index] ? (
                <span className="font-medium tabular-nums">
                  {formatMoneyShort(sums[index], currency).replace(` ${currency}`, "")}
                  <span className="sr-only"> {currency}</span>
                </span>
              ) : (
                <span className="text-ink-3">
                  <span aria-hidden="true">–</span>
                  <span className="sr-only">nothing</span>
                </span>
              )}
              <span
                aria-hidden="true"
                className="w-full max-w-10 rounded-t-[3px] border-accent border-b bg-accent/70"
                style={{ height: `${Math.round(((sums[index] ?? 0) / most) * 76)}px` }}
              />
              <span className="whitespace-nowrap text-ink-3">{monthWord(month).slice(0, 3)}</span>
            </li>
          ))}
        </ol>
      </section>
    );
  });
}

function Months({ forecast: { lines, months } }: { forecast: ForecastDto }) {
  return (
    <Table caption="Renewals by month, account and currency">
      <thead>
        <tr>
          <Th>Month</Th>
          {lines.map(({ accountId, account, currency }) => (
            <Th key={accountId + currency} numeric>
              {account}, {currency}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {months.map((month, index) => (
          <Tr key={month}>
            <Td>{monthWord(month)}</Td>
            {lines.map(({ accountId, currency, byMonth }) => (
              <Td key={accountId + currency} numeric>
                {byMonth[index]?.names ? (
                  <>
                    {formatMoney(byMonth[index].minor, currency)}
                    <span className="block text-11 text-ink-3">{names(byMonth[index].names)}</span>
                  </>
                ) : (
                  <span className="text-ink-3">
                    <span aria-hidden="true">–</span>
                    <span className="sr-only">nothing</span>
                  </span>
                )}
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
