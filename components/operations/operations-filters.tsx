"use client";

import { type FormEvent, useState } from "react";
import { OPERATION_KINDS, OPERATION_STATES } from "@/server/operations/kinds";
import { FilterChip } from "../audit/filter-chip";
import { Menu, MenuCheck } from "../ui/menu";
import { SearchField } from "../ui/search-field";
import type { OperationsAddress } from "./address";
import { KIND_WORDS, STATE_WORDS } from "./words";

type FilterProps = { address: OperationsAddress };

/** The ways to narrow the list of changes. */
export function OperationsFilters({ address }: FilterProps) {
  const { review, plan } = address.query;
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <NameFilter key={address.query.name} address={address} />
      <Choice
        label="State"
        plural="states"
        all={OPERATION_STATES}
        words={STATE_WORDS}
        chosen={address.query.state}
        href={address.href({ state: [] })}
        onChange={(state) => address.go({ state })}
      />
      <Choice
        label="Change"
        plural="kinds"
        all={OPERATION_KINDS}
        words={KIND_WORDS}
        chosen={address.query.kind}
        href={address.href({ kind: [] })}
        onChange={(kind) => address.go({ kind })}
      />
      <FilterChip
        label="To decide"
        value={review ? "needs a look" : undefined}
        removeHref={address.href({ review: false })}
        render={(trigger) => (
          <Menu trigger={trigger}>
            <MenuCheck checked={review} onChange={(isOn) => address.go({ review: isOn })}>
              Only what nothing proves after three days
            </MenuCheck>
          </Menu>
        )}
      />
      {plan && (
        <FilterChip
          label="Plan"
          value={plan.slice(0, 8)}
          removeHref={address.href({ plan: null })}
          render={(trigger) => trigger}
        />
      )}
    </search>
  );
}

function NameFilter({ address }: FilterProps) {
  const [text, setText] = useState(address.query.name ?? "");
  const apply = (event: FormEvent) => {
    event.preventDefault();
    address.go({ name: text.trim().toLowerCase() || null });
  };
  return (
    <form onSubmit={apply} className="w-55 max-sm:w-full">
      <SearchField
        label="Whole name"
        placeholder="Whole name, then Enter"
        pageSearch
        value={text}
        maxLength={253}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value === "" && address.query.name) address.go({ name: null });
        }}
      />
    </form>
  );
}

type ChoiceProps<V extends string> = {
  label: string;
  plural: string;
  all: readonly V[];
  words: Readonly<Record<V, string>>;
  chosen: readonly V[];
  href: ReturnType<OperationsAddress["href"]>;
  onChange: (chosen: V[]) => void;
};

/** Several of some words. */
function Choice<V extends string>({
  label,
  plural,
  all,
  words,
  chosen,
  href,
  onChange,
}: ChoiceProps<V>) {
  const [first] = chosen;
  return (
    <FilterChip
      label={label}
      value={first && (chosen.length > 1 ? `${chosen.length} ${plural}` : words[first])}
      removeHref={href}
      render={(trigger) => (
        <Menu trigger={trigger}>
          {all.map((value) => (
            <MenuCheck
              key={value}
              checked={chosen.includes(value)}
              onChange={(isOn) =>
                onChange(isOn ? [...chosen, value] : chosen.filter((one) => one !== value))
              }
            >
              {words[value]}
            </MenuCheck>
          ))}
        </Menu>
      )}
    />
  );
}
