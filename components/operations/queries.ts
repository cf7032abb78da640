import { queryOptions } from "@tanstack/react-query";
import { OPEN_STATES } from "@/server/operations/kinds";
import {
  type OperationDto,
  type OperationQuery,
  writeOperationQuery,
} from "@/server/operations/schemas";
import { read } from "../query/read";

const schemas = () => import("@/server/operations/schemas");
const planSchemas = () => import("@/server/plans/schemas");

const LIVE_MS = 2_500;
const QUIET_MS = 30_000;

/** Whether time, a registrar or a person still moves a change on. */
export const isOpen = ({ state }: Pick<OperationDto, "state">): boolean =>
  (OPEN_STATES as readonly string[]).includes(state);

/** Reads of changes; all of them begin with "operations". While one is open they are asked for more often. */
export const operationQueries = {
  list: (query: OperationQuery) =>
    queryOptions({
      queryKey: ["operations", "list", writeOperationQuery(query).toString()],
      queryFn: ({ signal }) =>
        read(
          `/api/v1/operations?${writeOperationQuery(query)}`,
          async () => (await schemas()).OperationListDto,
          signal,
        ),
      refetchInterval: ({ state }) => (state.data?.rows.some(isOpen) ? LIVE_MS : QUIET_MS),
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: ["operations", "one", id],
      queryFn: ({ signal }) =>
        read(`/api/v1/operations/${id}`, async () => (await schemas()).OperationDto, signal),
      refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? LIVE_MS : false),
    }),
  /** What goes on with one name now. */
  ofName: (name: string) =>
    queryOptions({
      queryKey: ["operations", "name", name],
      queryFn: ({ signal }) =>
        read(
          `/api/v1/domains/${encodeURIComponent(name)}/changes`,
          async () => (await planSchemas()).DomainChangesDto,
          signal,
        ),
      refetchInterval: ({ state }) => (state.data && state.data.open.length > 0 ? LIVE_MS : false),
    }),
};
