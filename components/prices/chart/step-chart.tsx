"use client";

import { useRef } from "react";
import { cn } from "../../ui/cn";
import { formatMoney } from "../../ui/numbers";
import { formatDay } from "../../ui/time";
import { LINES } from "./lines";
import {
  type Frame,
  levelsOf,
  logScaleOf,
  type Series,
  scaleOf,
  stepPath,
  xOf,
  yOf,
} from "./steps";
import { useWidth } from "./use-width";

type StepChartProps = {
  /** Points within the window, all in one currency. */
  series: readonly Series[];
  fromMs: number;
  untilMs: number;
  nowMs: number;
  timeZone: string;
  isLog: boolean;
  /** The point that is read out. */
  at: { series: number; point: number } | null;
};

const HEIGHT = 240;
const PAD = { top: 16, bottom: 28, left: 60, right: 16 };

/** Prices as steps: each account a line of its own colour and dashes, with its name at the end. */
export function StepChart({ series, fromMs, untilMs, nowMs, timeZone, isLog, at }: StepChartProps) {
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const minors = series.flatMap(({ points }) => points.map(({ minor }) => minor));
  const frame: Frame = {
    fromMs,
    untilMs,
    ...(isLog ? logScaleOf(minors) : scaleOf(minors)),
    isLog,
    left: PAD.left,
    top: PAD.top,
    width: Math.max(1, width - PAD.left - PAD.right),
    height: HEIGHT - PAD.top - PAD.bottom,
  };
  const currency = series[0]?.points[0]?.currency ?? "EUR";
  return (
    <div ref={area} className="w-full" style={{ height: HEIGHT }}>
      {width > 0 && (
        <svg width={width} height={HEIGHT} aria-hidden="true" className="block overflow-visible">
          <Levels frame={frame} currency={currency} />
          <Times frame={frame} timeZone={timeZone} nowMs={nowMs} />
          {series.map((one, index) => (
            <Line
              key={one.accountId}
              series={one}
              frame={frame}
              style={LINES[index % LINES.length] ?? LINES[0]}
              chosen={at?.series === index ? at.point : null}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

function Levels({ frame, currency }: { frame: Frame; currency: string }) {
  return levelsOf(frame).map((level) => (
    <g key={level}>
      <line
        x1={frame.left}
        x2={frame.left + frame.width}
        y1={yOf(frame, level)}
        y2={yOf(frame, level)}
        className="stroke-line"
      />
      <text
        x={frame.left - 8}
        y={yOf(frame, level) + 4}
        textAnchor="end"
        className="fill-ink-3 text-11 tabular-nums"
      >
        {formatMoney(level, currency).replace(` ${currency}`, "")}
      </text>
    </g>
  ));
}

/** The ends of the window, and today where prices are known beyond it. */
function Times({ frame, timeZone, nowMs }: { frame: Frame; timeZone: string; nowMs: number }) {
  const iso = (ms: number) => new Date(ms).toISOString();
  const base = frame.top + frame.height;
  const today = xOf(frame, iso(nowMs));
  return (
    <g className="fill-ink-3 text-11">
      <line
        x1={frame.left}
        x2={frame.left + frame.width}
        y1={base}
        y2={base}
        className="stroke-line-strong"
      />
      <text x={frame.left} y={base + 18}>
        {formatDay(iso(frame.fromMs), timeZone)}
      </text>
      <text x={frame.left + frame.width} y={base + 18} textAnchor="end">
        {formatDay(iso(frame.untilMs), timeZone)}
      </text>
      {frame.untilMs > nowMs && (
        <>
          <line
            x1={today}
            x2={today}
            y1={frame.top}
            y2={base}
            className="stroke-line-strong"
            strokeDasharray="2 3"
          />
          <text x={today - 4} y={frame.top + 4} textAnchor="end">
            today
          </text>
        </>
      )}
    </g>
  );
}

type LineProps = {
  series: Series;
  frame: Frame;
  style: (typeof LINES)[number];
  chosen: number | null;
};

function Line({ series, frame, style, chosen }: LineProps) {
  return (
    <g className={style.text}>
      <path
        d={stepPath(frame, series.points)}
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
        strokeDasharray={style.dashes}
        strokeLinejoin="round"
      />
      {series.points.map((point, index) => {
        const [x, y] = [xOf(frame, point.at), yOf(frame, point.minor)];
        const isChosen = chosen === index;
        return point.alertId ? (
          <rect
            key={point.at}
            x={x - 4.5}
            y={y - 4.5}
            width={9}
            height={9}
            transform={`rotate(45 ${x} ${y})`}
            fill="currentColor"
            className={cn("stroke-panel", isChosen && "stroke-ink")}
            strokeWidth={2}
          />
        ) : (
          <circle
            key={point.at}
            cx={x}
            cy={y}
            r={isChosen ? 5 : 3}
            fill="currentColor"
            className={cn("stroke-panel", isChosen && "stroke-ink")}
            strokeWidth={isChosen ? 2 : 1}
          />
        );
      })}
    </g>
  );
}
