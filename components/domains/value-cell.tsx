"use client";

import type { TruthField } from "@/server/domains/schemas";
import { DateText } from "../ui/date-text";
import { AUTO_RENEW_WORDS, LOCK_WORDS } from "./words";

const WORDS: Readonly<Record<string, string>> = {
  ...LOCK_WORDS,
  on: AUTO_RENEW_WORDS.on,
  off: AUTO_RENEW_WORDS.off,
};

const FLAG_WORDS = {
  dnssec: { true: "Signed", false: "Not signed" },
  privacy: { true: "On", false: "Off" },
} as const;

const isInstant = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value);

const LONG = 40;

/** A host or status stays in one piece, unless it would widen the table beyond reason. */
const lineStyle = (text: string) =>
  text.length > LONG
    ? "[overflow-wrap:anywhere]"
    : "whitespace-nowrap max-md:whitespace-normal max-md:[overflow-wrap:anywhere]";

function Lines({ values, mono }: { values: readonly unknown[]; mono: boolean }) {
  if (values.length === 0) return <span className="text-ink-3">none</span>;
  return (
    <ul className={mono ? "font-mono text-12 leading-5" : ""}>
      {values.map((value) => (
        <li key={String(value)} className={lineStyle(String(value))}>
          {String(value)}
        </li>
      ))}
    </ul>
  );
}

type ValueCellProps = { field: TruthField["field"]; value: unknown };

/** One value of a field, as people read it. Null: nobody told it. */
export function ValueCell({ field, value }: ValueCellProps) {
  if (value === null || value === undefined) return <span className="text-ink-3">not told</span>;
  if (Array.isArray(value)) return <Lines values={value} mono={field === "nameservers"} />;
  if (isInstant(value)) return <DateText value={value} />;
  if (typeof value === "boolean")
    return FLAG_WORDS[field === "privacy" ? field : "dnssec"][`${value}`];
  const text = String(value);
  return (field === "registrant" ? undefined : WORDS[text]) ?? text;
}
