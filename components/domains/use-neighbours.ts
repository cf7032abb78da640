"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter, useSearchParams } from "next/navigation";
import { useShortcuts } from "../shell/shortcuts";
import { withQuery } from "../ui/with-query";
import { domainQueries } from "./queries";

type Neighbours = { readonly previous: Route | null; readonly next: Route | null };

/**
 * The names before and after this one on the page of the portfolio that opened it, told by the `from`
 * parameter; `[` and `]` go there. Without `from` there are none.
 */
export function useNeighbours(name: string): Neighbours {
  const from = useSearchParams().get("from");
  const router = useRouter();
  const { data } = useQuery({ ...domainQueries.neighbours(from ?? ""), enabled: from !== null });
  const at = data?.rows.findIndex((row) => row.name === name) ?? -1;
  const hrefAt = (index: number): Route | null => {
    const row = at < 0 ? undefined : data?.rows[index];
    return row ? withQuery(`/domains/${row.name}`, { from }) : null;
  };
  const neighbours = { previous: hrefAt(at - 1), next: hrefAt(at + 1) };
  const go = (href: Route | null) => () => {
    if (href) router.push(href);
  };
  useShortcuts(
    from === null
      ? []
      : [
          { keys: "[", label: "Previous name of the list", run: go(neighbours.previous) },
          { keys: "]", label: "Next name of the list", run: go(neighbours.next) },
        ],
  );
  return neighbours;
}
