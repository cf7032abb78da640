import { queryOptions } from "@tanstack/react-query";
import type { ImportDto, Verdict } from "@/server/import/schemas";
import { read } from "../query/read";
import { withQuery } from "../ui/with-query";

const schemas = () => import("@/server/import/schemas");

const LIVE_MS = 1_000;

/** Whether the rows of a file are being checked right now. */
export const isWorkedOn = ({ state }: Pick<ImportDto, "state">): boolean => state === "checking";

export const ROWS_PER_PAGE = 100;

/** Which rows of a file: of one verdict or all, behind a line or before one. */
export type RowsPage = {
  readonly verdict: Verdict | null;
  readonly after: number | null;
  readonly before: number | null;
};

/** Reads of imports; one that is worked on is asked for every second. */
export const importQueries = {
  list: (accountId: string) =>
    queryOptions({
      queryKey: ["imports", "of", accountId] as const,
      queryFn: ({ signal }) =>
        read(
          withQuery("/api/v1/imports", { account: accountId }),
          async () => (await schemas()).ImportListDto,
          signal,
        ),
    }),
  one: (importId: string) =>
    queryOptions({
      queryKey: ["imports", "one", importId] as const,
      queryFn: ({ signal }) =>
        read(`/api/v1/imports/${importId}`, async () => (await schemas()).ImportDto, signal),
      refetchInterval: ({ state }) => (state.data && isWorkedOn(state.data) ? LIVE_MS : false),
    }),
  rows: (importId: string, { verdict, after, before }: RowsPage) =>
    queryOptions({
      queryKey: ["imports", "rows", importId, verdict, after, before] as const,
      queryFn: ({ signal }) =>
        read(
          withQuery(`/api/v1/imports/${importId}/rows`, {
            verdict,
            after,
            before,
            limit: ROWS_PER_PAGE,
          }),
          async () => (await schemas()).ImportRowsDto,
          signal,
        ),
    }),
};
