"use client";

import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { useTimeZone } from "../ui/clock";
import { Popover } from "../ui/popover";
import { TextField } from "../ui/text-field";
import { formatDay, formatMoment } from "../ui/time";
import type { AuditAddress } from "./address";
import { FilterChip } from "./filter-chip";

const PRESETS = [
  { days: 1, label: "Last 24 hours" },
  { days: 7, label: "Last 7 days" },
  { days: 30, label: "Last 30 days" },
  { days: 90, label: "Last 90 days" },
] as const;

const shown = (at: string, timeZone: string) =>
  at.length === 10 ? formatDay(at, timeZone) : formatMoment(at, timeZone);

function wordsOf({ query }: AuditAddress, timeZone: string): string | undefined {
  const { within, from, to } = query;
  if (within !== null)
    return PRESETS.find(({ days }) => days === within)?.label ?? `Last ${within} days`;
  if (from && to && from === to) return shown(from, timeZone);
  if (from && to) return `${shown(from, timeZone)} – ${shown(to, timeZone)}`;
  if (from) return `since ${shown(from, timeZone)}`;
  return to ? `until ${shown(to, timeZone)}` : undefined;
}

/** Which stretch of the log to look at: the last days, or two days of one's own. */
export function TimeFilter({ address }: { address: AuditAddress }) {
  const { href, go } = address;
  return (
    <FilterChip
      label="Time"
      value={wordsOf(address, useTimeZone())}
      removeHref={href({ within: null, from: null, to: null })}
      render={(trigger) => (
        <Popover trigger={trigger} title="Time">
          <div className="mb-3 grid gap-1">
            {PRESETS.map(({ days, label }) => (
              <Button
                key={days}
                variant={address.query.within === days ? "default" : "quiet"}
                className="justify-start"
                aria-pressed={address.query.within === days}
                onClick={() => go({ within: days, from: null, to: null })}
              >
                {label}
              </Button>
            ))}
          </div>
          <DayRange address={address} />
        </Popover>
      )}
    />
  );
}

const day = (value: string | null) => value?.slice(0, 10) ?? "";

function DayRange({ address }: { address: AuditAddress }) {
  const [from, setFrom] = useState(day(address.query.from));
  const [to, setTo] = useState(day(address.query.to));
  const isTurned = from !== "" && to !== "" && from > to;
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (!isTurned) address.go({ within: null, from: from || null, to: to || null });
  };
  return (
    <form noValidate onSubmit={apply} className="grid grid-cols-2 gap-2 border-line border-t pt-3">
      <TextField
        label="From"
        type="date"
        required
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField
        label="Until"
        type="date"
        required
        value={to}
        error={isTurned ? "Before the first day." : undefined}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit" size="s" className="col-span-2">
        Show these days
      </Button>
    </form>
  );
}
