"use client";

import type { ReactNode } from "react";
import { DateText } from "../ui/date-text";

const isMoment = (value: string) =>
  /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(value) && !Number.isNaN(Date.parse(value));

function textValue(value: string): ReactNode {
  if (value === "") return <span className="text-ink-3">empty</span>;
  if (isMoment(value)) return <DateText value={value} time={value.length > 10} />;
  return inWords(value);
}

/** Our own words are stored with underscores; hosts, statuses and the words of others stay as they are. */
const inWords = (text: string) =>
  /^[a-z]+(?:_[a-z]+)+$/.test(text) ? text.replaceAll("_", " ") : text;

/** A stored value as people read it. Text came from outside: it is shown as text, never as markup. */
export function ValueText({ value }: { value: unknown }): ReactNode {
  if (value === null || value === undefined) return <span className="text-ink-3">nothing</span>;
  if (typeof value === "string") return textValue(value);
  if (typeof value === "boolean") return value ? "on" : "off";
  if (Array.isArray(value))
    return value.length === 0 ? (
      <span className="text-ink-3">none</span>
    ) : (
      value.map((each) => (
        <span key={String(each)} className="block">
          {typeof each === "object" ? JSON.stringify(each) : inWords(String(each))}
        </span>
      ))
    );
  if (typeof value === "object")
    return <code className="font-mono text-12">{JSON.stringify(value)}</code>;
  return String(value);
}
