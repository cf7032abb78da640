"use client";

import { type FormEvent, useState } from "react";
import { CAUSES, OPERATION_STATES } from "@/server/operations/kinds";
import { type PlanDto, VERDICTS } from "@/server/plans/schemas";
import { FilterChip } from "../audit/filter-chip";
import { STATE_WORDS } from "../operations/words";
import { Menu, MenuCheck, MenuChoices } from "../ui/menu";
import { formatCount } from "../ui/numbers";
import { SearchField } from "../ui/search-field";
import type { RowsAddress } from "./address";
import { CAUSE_WORDS, riskWords, VERDICT_WORDS } from "./words";

type FiltersProps = { plan: PlanDto; address: RowsAddress };

const ANY = "any";

/** The ways to narrow the rows of a plan; only those that leave something. */
export function RowsFilters({ plan, address }: FiltersProps) {
  const hasCauses = Object.keys(plan.causes).length > 0;
  return (
    <search className="flex flex-wrap items-center gap-2 px-3.5 pb-3">
      <NameFilter key={address.query.q} address={address} />
      {plan.appliedAt && <StateFilter plan={plan} address={address} />}
      {hasCauses && <CauseFilter plan={plan} address={address} />}
      <VerdictFilter plan={plan} address={address} />
      {(plan.risks.length > 0 || address.query.risk) && (
        <RiskFilter plan={plan} address={address} />
      )}
    </search>
  );
}

function NameFilter({ address }: { address: RowsAddress }) {
  const [text, setText] = useState(address.query.q ?? "");
  const apply = (event: FormEvent) => {
    event.preventDefault();
    address.go({ q: text.trim().toLowerCase() || null });
  };
  return (
    <form onSubmit={apply} className="w-52 max-sm:w-full">
      <SearchField
        label="Part of a name"
        placeholder="Part of a name, then Enter"
        pageSearch
        value={text}
        maxLength={100}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value === "" && address.query.q) address.go({ q: null });
        }}
      />
    </form>
  );
}

const withCount = (word: string, names: number | undefined) =>
  `${word} (${formatCount(names ?? 0)})`;

const shortened = (words: readonly string[], plural: string): string | undefined =>
  words.length > 1 ? `${words.length} ${plural}` : words[0];

function toggled<V>(chosen: readonly V[], value: V, isOn: boolean): V[] {
  return isOn ? [...chosen, value] : chosen.filter((one) => one !== value);
}

function VerdictFilter({ plan, address }: FiltersProps) {
  const chosen = address.query.verdict;
  return (
    <FilterChip
      label="Verdict"
      value={shortened(
        chosen.map((one) => VERDICT_WORDS[one]),
        "verdicts",
      )}
      removeHref={address.href({ verdict: [] })}
      render={(trigger) => (
        <Menu trigger={trigger}>
          {VERDICTS.map((verdict) => (
            <MenuCheck
              key={verdict}
              checked={chosen.includes(verdict)}
              onChange={(isOn) => address.go({ verdict: toggled(chosen, verdict, isOn) })}
            >
              {withCount(VERDICT_WORDS[verdict], plan.verdicts[verdict])}
            </MenuCheck>
          ))}
        </Menu>
      )}
    />
  );
}

function StateFilter({ plan, address }: FiltersProps) {
  const chosen = address.query.state;
  const shown = OPERATION_STATES.filter(
    (state) => (plan.progress[state] ?? 0) > 0 || chosen.includes(state),
  );
  return (
    <FilterChip
      label="State"
      value={shortened(
        chosen.map((one) => STATE_WORDS[one]),
        "states",
      )}
      removeHref={address.href({ state: [] })}
      render={(trigger) => (
        <Menu trigger={trigger}>
          {shown.map((state) => (
            <MenuCheck
              key={state}
              checked={chosen.includes(state)}
              onChange={(isOn) => address.go({ state: toggled(chosen, state, isOn) })}
            >
              {withCount(STATE_WORDS[state], plan.progress[state])}
            </MenuCheck>
          ))}
        </Menu>
      )}
    />
  );
}

function CauseFilter({ plan, address }: FiltersProps) {
  const { cause } = address.query;
  const known = CAUSES.filter((one) => plan.causes[one] || one === cause);
  return (
    <FilterChip
      label="Cause"
      value={cause ? CAUSE_WORDS[cause].title : undefined}
      removeHref={address.href({ cause: null })}
      render={(trigger) => (
        <Menu trigger={trigger}>
          <MenuChoices
            label="Cause"
            value={cause ?? ANY}
            choices={[
              { value: ANY, label: "Any" },
              ...known.map((value) => ({
                value,
                label: withCount(CAUSE_WORDS[value].title, plan.causes[value]),
              })),
            ]}
            onChange={(chosen) => address.go({ cause: chosen === ANY ? null : chosen })}
          />
        </Menu>
      )}
    />
  );
}

function RiskFilter({ plan, address }: FiltersProps) {
  const { risk } = address.query;
  return (
    <FilterChip
      label="To think of"
      value={risk ? riskWords(risk).word : undefined}
      removeHref={address.href({ risk: null })}
      render={(trigger) => (
        <Menu trigger={trigger}>
          <MenuChoices
            label="To think of"
            value={risk ?? ANY}
            choices={[
              { value: ANY, label: "Anything or nothing" },
              ...plan.risks.map((one) => ({
                value: one.risk,
                label: withCount(riskWords(one.risk).word, one.names),
              })),
            ]}
            onChange={(chosen) => address.go({ risk: chosen === ANY ? null : chosen })}
          />
        </Menu>
      )}
    />
  );
}
