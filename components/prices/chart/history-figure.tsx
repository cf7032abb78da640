"use client";

import { type KeyboardEvent, useId, useState } from "react";
import type { PriceHistoryDto } from "@/server/prices/schemas";
import { Button } from "../../ui/button";
import { useTimeZone } from "../../ui/clock";
import { cn } from "../../ui/cn";
import { Select } from "../../ui/select";
import { HistoryTable } from "./history-table";
import { Legend } from "./legend";
import { pointSentence, seriesSentence } from "./sentences";
import { StepChart } from "./step-chart";
import { isWide, pointsWithin, type Series, windowOf } from "./steps";

const RANGES = [1, 3, 5] as const;
type At = { series: number; point: number };

/** What is to be seen of a history: one currency, one window of years. */
function seen(history: PriceHistoryDto, years: number, currency: string): Series[] {
  const { fromMs, untilMs } = windowOf(history, years);
  return history.series.flatMap((one) => {
    const points = pointsWithin(
      one.points.filter((point) => point.currency === currency),
      fromMs,
      untilMs,
    );
    return points.length > 0 ? [{ ...one, points }] : [];
  });
}

const currenciesOf = ({ series }: PriceHistoryDto): string[] =>
  [...new Set(series.flatMap(({ points }) => points.map(({ currency }) => currency)))].sort();

const KEYS: Readonly<Record<string, readonly [series: number, point: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The point that a key leads to; null: the key means nothing here. */
function moved(series: readonly Series[], at: At | null, key: string): At | null {
  const step = KEYS[key];
  if (!step && key !== "Home" && key !== "End") return null;
  const from = at ?? {
    series: 0,
    point: (series[0]?.points.length ?? 1) - (key === "ArrowLeft" ? 0 : 1),
  };
  const line = Math.min(series.length - 1, Math.max(0, from.series + (step?.[0] ?? 0)));
  const last = (series[line]?.points.length ?? 1) - 1;
  if (key === "Home") return { series: line, point: 0 };
  if (key === "End") return { series: line, point: last };
  return { series: line, point: Math.min(last, Math.max(0, from.point + (step?.[1] ?? 0))) };
}

type HistoryFigureProps = {
  history: PriceHistoryDto;
  title: string;
  scale: Scale;
  onScale: (scale: Scale) => void;
};

/**
 * The history of a price: a sentence for each account, a chart whose points the arrow keys walk and read out, and the
 * same as a table. A phone shows one year.
 */
export function HistoryFigure({ history, title, scale, onScale }: HistoryFigureProps) {
  const [years, setYears] = useState<number>(1);
  const [isTable, setTable] = useState(false);
  const currencies = currenciesOf(history);
  const [chosen, setCurrency] = useState<string>();
  const currency = chosen && currencies.includes(chosen) ? chosen : (currencies[0] ?? "EUR");
  const series = seen(history, years, currency);
  const canBeLog = isWide(series.flatMap(({ points }) => points.map(({ minor }) => minor)));
  const timeZone = useTimeZone();
  const id = useId();
  if (history.series.length === 0)
    return (
      <p className="text-ink-2">
        No price is known yet. The first one that is told is stored silently.
      </p>
    );
  return (
    <figure aria-labelledby={`${id}-caption`} className="grid min-w-0 gap-3">
      <figcaption id={`${id}-caption`} className="grid gap-1">
        <span className="sr-only">{title}. </span>
        {history.series.map((one) => (
          <span key={one.accountId} className="text-ink-2">
            {seriesSentence(one, timeZone)}
          </span>
        ))}
      </figcaption>
      <div className="flex flex-wrap items-center gap-2">
        <Ranges years={years} onChange={setYears} />
        {currencies.length > 1 && (
          <Select
            label="Currency"
            value={currency}
            choices={currencies.map((code) => ({ value: code, label: code }))}
            onChange={setCurrency}
          />
        )}
        {canBeLog && !isTable && <Scales scale={scale} onChange={onScale} />}
        <Button size="s" variant="quiet" className="ml-auto" onClick={() => setTable(!isTable)}>
          {isTable ? "Show as chart" : "Show as table"}
        </Button>
      </div>
      {isTable ? (
        <HistoryTable series={history.series} title={title} />
      ) : (
        <Chart
          history={history}
          series={series}
          years={years}
          isLog={canBeLog && scale === "log"}
          timeZone={timeZone}
          title={title}
        />
      )}
    </figure>
  );
}

/** How far back one looks. A phone has room for one year. */
function Ranges({ years, onChange }: { years: number; onChange: (years: number) => void }) {
  return (
    <fieldset className="flex gap-1 max-md:hidden">
      <legend className="sr-only">Range</legend>
      {RANGES.map((range) => (
        <Button
          key={range}
          size="s"
          variant="quiet"
          aria-pressed={range === years}
          className={cn(range === years && "bg-accent-soft text-ink")}
          onClick={() => onChange(range)}
        >
          {range === 1 ? "1 year" : `${range} years`}
        </Button>
      ))}
    </fieldset>
  );
}

export type Scale = "linear" | "log";
const SCALES = [
  ["linear", "Linear"],
  ["log", "Logarithmic"],
] as const;

/** Even amounts or even factors: small prices are flat beside one that is many times as high. */
function Scales({ scale, onChange }: { scale: Scale; onChange: (scale: Scale) => void }) {
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">Scale</legend>
      {SCALES.map(([value, word]) => (
        <Button
          key={value}
          size="s"
          variant="quiet"
          aria-pressed={value === scale}
          className={cn(value === scale && "bg-accent-soft text-ink")}
          onClick={() => onChange(value)}
        >
          {word}
        </Button>
      ))}
    </fieldset>
  );
}

/** What a point of the window says, by all that was before it, inside the window or not. */
function sentenceAt(history: PriceHistoryDto, seenOf: Series, index: number, timeZone: string) {
  const whole = history.series.find(({ accountId }) => accountId === seenOf.accountId);
  const at = whole?.points.findIndex((point) => point.at === seenOf.points[index]?.at) ?? -1;
  return whole ? pointSentence(whole, at, timeZone) : "";
}

type ChartProps = {
  history: PriceHistoryDto;
  series: readonly Series[];
  years: number;
  isLog: boolean;
  timeZone: string;
  title: string;
};

function Chart({ history, series, years, isLog, timeZone, title }: ChartProps) {
  const [at, setAt] = useState<At | null>(null);
  const shown = at && series[at.series]?.points[at.point] ? at : null;
  const one = shown ? series[shown.series] : undefined;
  const text = shown && one ? sentenceAt(history, one, shown.point, timeZone) : "";
  const count = series.reduce((sum, { points }) => sum + points.length, 0);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(series, shown, event.key);
    if (!next) return;
    event.preventDefault();
    setAt(next);
  };
  if (count === 0)
    return <p className="text-ink-2">Nothing was told within this time in this currency.</p>;
  return (
    <>
      {/* A slider is what a screen reader lets one walk along with the arrow keys, reading each value out. */}
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${title}: points of the chart`}
        aria-orientation="horizontal"
        aria-valuemin={1}
        aria-valuemax={one?.points.length ?? series[0]?.points.length ?? 1}
        aria-valuenow={(shown?.point ?? (series[0]?.points.length ?? 1) - 1) + 1}
        aria-valuetext={text || "Arrow keys walk along the points."}
        onKeyDown={onKeyDown}
        className="rounded-s"
      >
        <StepChart
          series={series}
          {...windowOf(history, years)}
          timeZone={timeZone}
          isLog={isLog}
          at={shown}
        />
      </div>
      <p className="min-h-5 text-12 text-ink-2">
        {text ||
          `Left and right walk along the points, up and down from account to account. A diamond raised an alert.${isLog ? " Equal heights are equal factors, not equal amounts." : ""}`}
      </p>
      <Legend series={series} />
    </>
  );
}
