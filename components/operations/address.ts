import type { Route } from "next";
import {
  type OperationQuery,
  readOperationQuery,
  writeOperationQuery,
} from "@/server/operations/schemas";

const OPEN = "open";

export type OperationsPatch = Partial<OperationQuery> & { readonly open?: string | null };

export type OperationsAddress = {
  readonly query: OperationQuery;
  readonly problems: ReturnType<typeof readOperationQuery>["problems"];
  /** The change whose drawer is open. */
  readonly open: string | null;
  readonly href: (patch: OperationsPatch) => Route;
  readonly go: (patch: OperationsPatch, how?: "push" | "replace") => void;
};

/** Reads the list's address: its query, and which change is open. The partner that staff look at is another page's. */
export function readOperationsAddress(given: URLSearchParams) {
  const rest = new URLSearchParams(given);
  rest.delete(OPEN);
  rest.delete("partner");
  return { ...readOperationQuery(rest), open: given.get(OPEN) };
}

/** Another address of the list. Whatever changes the list starts it from its first page. */
export function operationsHref(
  query: Partial<OperationQuery>,
  { open = null, ...patch }: OperationsPatch = {},
): Route {
  const isSameList = Object.keys(patch).length === 0;
  const next = writeOperationQuery({ ...query, ...(isSameList ? {} : { cursor: null }), ...patch });
  if (open) next.set(OPEN, open);
  const text = next.toString();
  return (text ? `/operations?${text}` : "/operations") as Route;
}
