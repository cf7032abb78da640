"use client";

import { ActiveChip } from "../ui/chip";
import { LinkButton } from "../ui/link-button";
import { Switch } from "../ui/switch";
import type { AuditAddress } from "./address";
import { ActionFilter, ActorFilter, KindFilter, ResultFilter } from "./choice-filters";
import { isFiltered } from "./is-filtered";
import { NameFilter } from "./name-filter";
import { TimeFilter } from "./time-filter";

type AuditFiltersProps = { address: AuditAddress; role: string };

/** The ways to narrow the log. What is on can be taken away by itself, or all at once. */
export function AuditFilters({ address, role }: AuditFiltersProps) {
  const { query, href, go } = address;
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <NameFilter key={query.name} address={address} />
      <TimeFilter key={`${query.from} ${query.to}`} address={address} />
      <ActorFilter address={address} />
      <ActionFilter address={address} role={role} />
      <KindFilter address={address} role={role} />
      <ResultFilter address={address} />
      {query.run && (
        <ActiveChip label="Run" value={query.run.slice(0, 8)} removeHref={href({ run: null })} />
      )}
      {query.object && (
        <ActiveChip label="One thing" value="only" removeHref={href({ object: null })} />
      )}
      {isFiltered(query) && (
        <LinkButton variant="quiet" size="s" href="/audit">
          Clear
        </LinkButton>
      )}
      <Switch
        className="ml-auto"
        label="One row per run"
        checked={query.view === "runs"}
        disabled={query.run !== null || query.object !== null || query.name !== null}
        onChange={(isOn) => go({ view: isOn ? "runs" : "entries" })}
      />
    </search>
  );
}
