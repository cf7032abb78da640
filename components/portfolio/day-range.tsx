"use client";

import { useState } from "react";
import type { PortfolioQuery } from "@/server/portfolio/query";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import type { Patch } from "./address";

type DayRangeProps = { query: PortfolioQuery; go: (patch: Patch) => void };

/** Two days of one's own instead of "within so many". */
export function DayRange({ query, go }: DayRangeProps) {
  const [from, setFrom] = useState(query.renewFrom ?? "");
  const [to, setTo] = useState(query.renewTo ?? "");
  const isTurned = from !== "" && to !== "" && from > to;
  const apply = () =>
    go({
      renewWithin: null,
      renewFrom: from || null,
      renewTo: to || null,
      sort: "renewBy",
    });

  return (
    <form
      noValidate
      className="grid grid-cols-2 gap-2 border-line border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isTurned) apply();
      }}
    >
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
