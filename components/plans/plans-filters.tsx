"use client";

import type { PlanQuery } from "@/server/plans/queries";
import type { PlanDto } from "@/server/plans/schemas";
import { FilterChip } from "../audit/filter-chip";
import { moveTo } from "../portfolio/use-address";
import { Menu, MenuCheck } from "../ui/menu";
import { plansHref } from "./address";

type Started = Exclude<PlanDto["state"], "ready" | "cancelled">;

const STATES: Readonly<Record<Started, string>> = {
  applying: "Running",
  paused: "Paused",
  done: "Ended",
};

/** The ways to narrow the list of plans. */
export function PlansFilters({ query }: { query: PlanQuery }) {
  const chosen = query.state;
  const words = chosen.map((state) => STATES[state as Started] ?? state);
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <FilterChip
        label="State"
        value={words.length > 1 ? `${words.length} states` : words[0]}
        removeHref={plansHref(query, { state: [] })}
        render={(trigger) => (
          <Menu trigger={trigger}>
            {(Object.keys(STATES) as Started[]).map((state) => (
              <MenuCheck
                key={state}
                checked={chosen.includes(state)}
                onChange={(isOn) =>
                  moveTo(
                    plansHref(query, {
                      state: isOn ? [...chosen, state] : chosen.filter((one) => one !== state),
                    }),
                  )
                }
              >
                {STATES[state]}
              </MenuCheck>
            ))}
          </Menu>
        )}
      />
    </search>
  );
}
