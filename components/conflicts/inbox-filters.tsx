"use client";

import type { ConflictCountsDto, ConflictQuery } from "@/server/conflicts/schemas";
import { FilterChip } from "../audit/filter-chip";
import { moveTo } from "../portfolio/use-address";
import { Menu, MenuCheck, MenuChoices } from "../ui/menu";
import { formatCount } from "../ui/numbers";
import { inboxHref } from "./address";
import { FIELD_WORDS } from "./words";

const ANY = "any";
type Choice<V extends string> = { readonly value: V; readonly label: string };
type InboxFiltersProps = {
  query: ConflictQuery;
  counts: ConflictCountsDto | undefined;
  partners: readonly { readonly id: string; readonly name: string }[] | null;
};

/** Adds up what waits, by one of its sides. */
function summed<V extends string>(
  counts: ConflictCountsDto | undefined,
  sideOf: (group: ConflictCountsDto["groups"][number]) => Choice<V>,
): Choice<V>[] {
  const sums = new Map<V, { label: string; count: number }>();
  for (const group of counts?.groups ?? []) {
    const { value, label } = sideOf(group);
    sums.set(value, { label, count: (sums.get(value)?.count ?? 0) + group.count });
  }
  return [...sums].map(([value, { label, count }]) => ({
    value,
    label: `${label} (${formatCount(count)})`,
  }));
}

/** The ways to narrow the inbox, each with what waits there. */
export function InboxFilters({ query, counts, partners }: InboxFiltersProps) {
  const go = (patch: Partial<ConflictQuery>) => moveTo(inboxHref(query, patch));
  const fields = summed(counts, ({ field }) => ({ value: field, label: FIELD_WORDS[field] }));
  const rules = summed(counts, ({ rule, ruleLabel }) => ({ value: rule, label: ruleLabel }));
  const accounts = summed(counts, ({ account }) => ({ value: account.id, label: account.name }));
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <Several
        label="Field"
        choices={fields}
        chosen={query.field}
        names={(field) => FIELD_WORDS[field]}
        removeHref={inboxHref(query, { field: [] })}
        onChange={(field) => go({ field })}
      />
      <Several
        label="Rule"
        choices={rules}
        chosen={query.rule}
        names={(rule) => counts?.groups.find((one) => one.rule === rule)?.ruleLabel ?? rule}
        removeHref={inboxHref(query, { rule: [] })}
        onChange={(rule) => go({ rule })}
      />
      <One
        label="Account"
        choices={accounts}
        chosen={query.account}
        removeHref={inboxHref(query, { account: null })}
        onChange={(account) => go({ account })}
      />
      {partners && (
        <One
          label="Partner"
          choices={partners.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={query.partner}
          removeHref={inboxHref(query, { partner: null })}
          onChange={(partner) => go({ partner })}
        />
      )}
      {query.name && (
        <FilterChip
          label="Name"
          value={query.name}
          removeHref={inboxHref(query, { name: null })}
          render={(trigger) => trigger}
        />
      )}
    </search>
  );
}

type SeveralProps<V extends string> = {
  label: string;
  choices: readonly Choice<V>[];
  chosen: readonly V[];
  names: (value: V) => string;
  removeHref: ReturnType<typeof inboxHref>;
  onChange: (chosen: V[]) => void;
};

function Several<V extends string>(props: SeveralProps<V>) {
  const { label, choices, chosen, names, removeHref, onChange } = props;
  const [first] = chosen;
  if (choices.length === 0 && first === undefined) return null;
  const value = first && (chosen.length > 1 ? `${chosen.length} chosen` : names(first));
  return (
    <FilterChip
      label={label}
      value={value || undefined}
      removeHref={removeHref}
      render={(trigger) => (
        <Menu trigger={trigger}>
          {choices.map((choice) => (
            <MenuCheck
              key={choice.value}
              checked={chosen.includes(choice.value)}
              onChange={(isOn) =>
                onChange(
                  isOn ? [...chosen, choice.value] : chosen.filter((one) => one !== choice.value),
                )
              }
            >
              {choice.label}
            </MenuCheck>
          ))}
        </Menu>
      )}
    />
  );
}

type OneProps = {
  label: string;
  choices: readonly Choice<string>[];
  chosen: string | null;
  removeHref: ReturnType<typeof inboxHref>;
  onChange: (chosen: string | null) => void;
};

function One({ label, choices, chosen, removeHref, onChange }: OneProps) {
  if (choices.length === 0 && chosen === null) return null;
  return (
    <FilterChip
      label={label}
      value={
        chosen === null
          ? undefined
          : (choices.find(({ value }) => value === chosen)?.label ?? "chosen")
      }
      removeHref={removeHref}
      render={(trigger) => (
        <Menu trigger={trigger}>
          <MenuChoices
            label={label}
            value={chosen ?? ANY}
            choices={[{ value: ANY, label: "All" }, ...choices]}
            onChange={(value) => onChange(value === ANY ? null : value)}
          />
        </Menu>
      )}
    />
  );
}
