import { queryOptions } from "@tanstack/react-query";
import {
  type PlanQuery,
  type PlanRowQuery,
  writePlanQuery,
  writePlanRowQuery,
} from "@/server/plans/queries";
import type { PlanDto } from "@/server/plans/schemas";
import { read } from "../query/read";

const schemas = () => import("@/server/plans/schemas");

const LIVE_MS = 1_200;
const QUIET_MS = 30_000;

/** Whether a plan still goes on by itself. */
export const isLive = ({ state }: Pick<PlanDto, "state">): boolean => state === "applying";

/** Whether the DNS is being asked about names of a preview; those that wait for keys to go take longer than one looks. */
export const isLookedAt = ({
  state,
  dns,
  afterPlanId,
}: Pick<PlanDto, "state" | "dns" | "afterPlanId">): boolean =>
  state === "ready" && afterPlanId === null && (dns?.checking ?? 0) > 0;

/** A preview that a second person may decide about at any moment is looked at now and then. */
const waits = ({ state, approval, isExpired }: PlanDto): boolean =>
  state === "paused" ||
  (state === "ready" && !isExpired && approval.isNeeded && approval.approvedAt === null);

const paceOf = (plan: PlanDto | undefined): number | false => {
  if (!plan) return false;
  if (isLive(plan) || isLookedAt(plan)) return LIVE_MS;
  if (plan.state === "ready" && (plan.dns?.checking ?? 0) > 0) return QUIET_MS;
  return waits(plan) ? LIVE_MS * 4 : false;
};

/** Reads of plans; all of them begin with "plans". While one runs it is asked for again and again. */
export const planQueries = {
  one: (id: string) =>
    queryOptions({
      queryKey: ["plans", "one", id],
      queryFn: ({ signal }) =>
        read(`/api/v1/plans/${id}`, async () => (await schemas()).PlanDto, signal),
      refetchInterval: ({ state }) => paceOf(state.data),
    }),
  rows: (id: string, query: PlanRowQuery) =>
    queryOptions({
      queryKey: ["plans", "rows", id, writePlanRowQuery(query).toString()],
      queryFn: ({ signal }) =>
        read(
          `/api/v1/plans/${id}/rows?${writePlanRowQuery(query)}`,
          async () => (await schemas()).PlanRowsDto,
          signal,
        ),
    }),
  list: (query: PlanQuery) =>
    queryOptions({
      queryKey: ["plans", "list", writePlanQuery(query).toString()],
      queryFn: ({ signal }) =>
        read(
          `/api/v1/plans?${writePlanQuery(query)}`,
          async () => (await schemas()).PlanListDto,
          signal,
        ),
      refetchInterval: ({ state }) => (state.data?.rows.some(isLive) ? LIVE_MS * 2 : QUIET_MS),
    }),
  running: () =>
    queryOptions({
      queryKey: ["plans", "running"],
      queryFn: ({ signal }) =>
        read("/api/v1/plans/running", async () => (await schemas()).PlansDto, signal),
    }),
};
