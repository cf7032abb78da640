"use client";

import type { DomainDetailDto } from "@/server/domains/schemas";
import { useNow } from "../ui/clock";
import { cn } from "../ui/cn";
import { DateText } from "../ui/date-text";
import { lifeLine, type Stretch } from "./life-line";
import { PHASE_WORDS } from "./words";

const WEIGHT: Readonly<Record<Stretch["phase"], number>> = {
  active: 5,
  grace: 1.3,
  redemption: 1.3,
  pending_delete: 1.1,
};

/** The life of a name from registration to its deletion, with today in it. */
export function LifeBar({ domain }: { domain: DomainDetailDto }) {
  const now = useNow();
  const line = lifeLine(domain, now);
  const columns = line.map(({ phase }) => `minmax(0, ${WEIGHT[phase]}fr)`).join(" ");
  return (
    <section aria-label="Life of the name" className="mb-4">
      <ol
        className="grid gap-x-0.75 gap-y-1.5 max-md:grid-cols-1! md:items-start"
        style={{ gridTemplateColumns: columns }}
      >
        {line.map((stretch) => (
          <li
            key={stretch.phase}
            aria-current={stretch.isCurrent ? "step" : undefined}
            className="min-w-0 text-12 text-ink-3 max-md:flex max-md:items-center max-md:gap-2.5"
          >
            <Bar stretch={stretch} />
            <p className="md:mt-1.5">
              {stretch.phase === "active" ? (
                <Registered stretch={stretch} now={now} />
              ) : (
                <Later stretch={stretch} />
              )}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

const FILL = {
  active: "bg-accent",
  grace: "bg-warn",
  redemption: "bg-bad",
  pending_delete: "bg-bad",
} as const;

function Bar({ stretch }: { stretch: Stretch }) {
  const isAhead = !stretch.isCurrent && stretch.filled === 0;
  return (
    <span
      aria-hidden="true"
      className={cn(
        "block h-2 overflow-hidden rounded-[3px] max-md:w-14 max-md:flex-none",
        isAhead ? "border border-line bg-sunken" : "bg-accent-soft",
      )}
    >
      <span
        className={cn("block h-full", FILL[stretch.phase])}
        style={{ width: `${stretch.filled * 100}%` }}
      />
    </span>
  );
}

function Registered({ stretch, now }: { stretch: Stretch; now: string }) {
  return (
    <>
      <span className="font-medium text-ink">
        Registered{" "}
        {stretch.startsAt ? (
          <DateText value={stretch.startsAt} />
        ) : (
          <span>on a day nobody told</span>
        )}
      </span>
      {stretch.isCurrent && (
        <>
          {" "}
          · today <DateText value={now} />
        </>
      )}{" "}
      ·{" "}
      {stretch.endsAt ? (
        <>
          expires <DateText value={stretch.endsAt} />
        </>
      ) : (
        "expiry not told"
      )}
    </>
  );
}

const SOURCE = {
  registrar: "told by the registrar",
  rule: "by the rule of its ending",
  unknown: "",
};

function Later({ stretch }: { stretch: Stretch }) {
  return (
    <>
      <span className={cn(stretch.isCurrent && "font-medium text-ink")}>
        {PHASE_WORDS[stretch.phase]}
        {stretch.days === null ? "" : `, ${stretch.days} d`}
      </span>
      {stretch.isCurrent && <span className="text-ink"> · now</span>}
      <span className="md:block">
        <span className="md:hidden"> · </span>
        {stretch.endsAt ? (
          <span title={SOURCE[stretch.source]}>
            to <DateText value={stretch.endsAt} />
            <span className="sr-only">, {SOURCE[stretch.source]}</span>
            {stretch.source === "rule" && <span aria-hidden="true"> by rule</span>}
          </span>
        ) : (
          "end not known"
        )}
      </span>
    </>
  );
}
