"use client";

import { useQuery } from "@tanstack/react-query";
import { type AuditQuery, RESULTS } from "@/server/audit/schemas";
import { Menu, MenuCheck, MenuChoices, MenuGroup } from "../ui/menu";
import { ACTION_WORDS, RESULT_WORDS } from "./action-words";
import type { AuditAddress } from "./address";
import { FilterChip } from "./filter-chip";
import { KIND_WORDS } from "./kind-words";
import { auditQueries } from "./queries";
import { type Action, actionsOf, type Kind, visibleKinds } from "./visible-actions";

const ANY = "any";

type FilterProps = { address: AuditAddress };

/** Who did it. */
export function ActorFilter({ address }: FilterProps) {
  const { data: actors = [] } = useQuery(auditQueries.actors());
  const { actor } = address.query;
  const named = actors.find(({ id }) => id === actor)?.name ?? actor ?? undefined;
  return (
    <FilterChip
      label="Who"
      value={named}
      removeHref={address.href({ actor: null })}
      render={(trigger) => (
        <Menu trigger={trigger}>
          <MenuChoices
            label="Who"
            value={actor ?? ANY}
            choices={[
              { value: ANY, label: "Everyone" },
              ...actors.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(chosen) => address.go({ actor: chosen === ANY ? null : chosen })}
          />
        </Menu>
      )}
    />
  );
}

const toggled = (actions: readonly Action[], action: Action): AuditQuery["action"] =>
  actions.includes(action) ? actions.filter((one) => one !== action) : [...actions, action];

/** What was done, several at once. */
export function ActionFilter({ address, role }: FilterProps & { role: string }) {
  const chosen = address.query.action;
  const [first] = chosen;
  const value = first && (chosen.length > 1 ? `${chosen.length} actions` : ACTION_WORDS[first]);
  return (
    <FilterChip
      label="Action"
      value={value}
      removeHref={address.href({ action: [] })}
      render={(trigger) => (
        <Menu trigger={trigger}>
          {visibleKinds(role).map((kind) => (
            <MenuGroup key={kind} label={KIND_WORDS[kind]}>
              {actionsOf(kind).map((action) => (
                <MenuCheck
                  key={action}
                  checked={chosen.includes(action)}
                  onChange={() => address.go({ action: toggled(chosen, action) })}
                >
                  {ACTION_WORDS[action]}
                </MenuCheck>
              ))}
            </MenuGroup>
          ))}
        </Menu>
      )}
    />
  );
}

/** What it was done to. */
export function KindFilter({ address, role }: FilterProps & { role: string }) {
  const { kind } = address.query;
  const choices: { value: Kind | typeof ANY; label: string }[] = [
    { value: ANY, label: "Everything" },
    ...visibleKinds(role).map((value) => ({ value, label: KIND_WORDS[value] })),
  ];
  return (
    <FilterChip
      label="About"
      value={kind ? KIND_WORDS[kind] : undefined}
      removeHref={address.href({ kind: null, object: null })}
      render={(trigger) => (
        <Menu trigger={trigger}>
          <MenuChoices
            label="About"
            value={kind ?? ANY}
            choices={choices}
            onChange={(chosen) => address.go({ kind: chosen === ANY ? null : chosen })}
          />
        </Menu>
      )}
    />
  );
}

/** How it ended. */
export function ResultFilter({ address }: FilterProps) {
  const { result } = address.query;
  return (
    <FilterChip
      label="Result"
      value={result ? RESULT_WORDS[result] : undefined}
      removeHref={address.href({ result: null })}
      render={(trigger) => (
        <Menu trigger={trigger}>
          <MenuChoices
            label="Result"
            value={result ?? ANY}
            choices={[
              { value: ANY, label: "Any" },
              ...RESULTS.map((value) => ({ value, label: RESULT_WORDS[value] })),
            ]}
            onChange={(chosen) => address.go({ result: chosen === ANY ? null : chosen })}
          />
        </Menu>
      )}
    />
  );
}
