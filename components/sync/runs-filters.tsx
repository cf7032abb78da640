"use client";

import { RUN_OUTCOMES, RUN_SCOPES, RUN_STATES, type RunQuery } from "@/server/sync/schemas";
import { FilterChip } from "../audit/filter-chip";
import { moveTo } from "../portfolio/use-address";
import { Menu, MenuCheck, MenuChoices } from "../ui/menu";
import { runsHref } from "./address";
import type { AccountChoice } from "./run-now-menu";

const ANY = "any";
const STATE_WORDS = {
  running: "Running",
  paused: "Paused",
  completed: "Completed",
  partial: "Partial",
  failed: "Failed",
  cancelled: "Cancelled",
  late: "Late",
  missed: "Missed",
} as const;
const SCOPE_WORDS = {
  account: "Whole accounts",
  selection: "Chosen names",
  name: "Single names",
} as const;

type FilterProps = { query: RunQuery; go: (patch: Partial<RunQuery>) => void };
type RunsFiltersProps = { query: RunQuery; accounts: readonly AccountChoice[] | null };

/** The ways to narrow the list of runs. Those who see single names only need the state alone. */
export function RunsFilters({ query, accounts }: RunsFiltersProps) {
  const go = (patch: Partial<RunQuery>) => moveTo(runsHref(query, patch));
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      {accounts && <AccountFilter query={query} go={go} accounts={accounts} />}
      <StateFilter query={query} go={go} outcomes={accounts ? RUN_OUTCOMES : RUN_STATES} />
      {accounts && <ScopeFilter query={query} go={go} />}
    </search>
  );
}

function AccountFilter({
  query,
  go,
  accounts,
}: FilterProps & { accounts: readonly AccountChoice[] }) {
  const choices = accounts.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FilterChip
      label="Account"
      value={accounts.find(({ id }) => id === query.account)?.name}
      removeHref={runsHref(query, { account: null })}
      render={(trigger) => (
        <Menu trigger={trigger}>
          <MenuChoices
            label="Account"
            value={query.account ?? ANY}
            choices={[{ value: ANY, label: "All accounts" }, ...choices]}
            onChange={(chosen) => go({ account: chosen === ANY ? null : chosen })}
          />
        </Menu>
      )}
    />
  );
}

type StateFilterProps = FilterProps & { outcomes: readonly RunQuery["state"][number][] };

function StateFilter({ query, go, outcomes }: StateFilterProps) {
  const chosen = query.state;
  const [first] = chosen;
  const value = first && (chosen.length > 1 ? `${chosen.length} states` : STATE_WORDS[first]);
  return (
    <FilterChip
      label="State"
      value={value}
      removeHref={runsHref(query, { state: [] })}
      render={(trigger) => (
        <Menu trigger={trigger}>
          {outcomes.map((state) => (
            <MenuCheck
              key={state}
              checked={chosen.includes(state)}
              onChange={(isOn) =>
                go({ state: isOn ? [...chosen, state] : chosen.filter((one) => one !== state) })
              }
            >
              {STATE_WORDS[state]}
            </MenuCheck>
          ))}
        </Menu>
      )}
    />
  );
}

function ScopeFilter({ query, go }: FilterProps) {
  const choices = RUN_SCOPES.map((value) => ({ value, label: SCOPE_WORDS[value] }));
  return (
    <FilterChip
      label="Scope"
      value={query.scope ? SCOPE_WORDS[query.scope] : undefined}
      removeHref={runsHref(query, { scope: null })}
      render={(trigger) => (
        <Menu trigger={trigger}>
          <MenuChoices
            label="Scope"
            value={query.scope ?? ANY}
            choices={[{ value: ANY, label: "Everything" }, ...choices]}
            onChange={(chosen) => go({ scope: chosen === ANY ? null : chosen })}
          />
        </Menu>
      )}
    />
  );
}
