import { z } from "zod";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import { syncPrices } from "../prices/sync-prices";
import type { OrganisationSettings } from "../settings/schemas";
import { settingsOf } from "../settings/settings-of";
import type { SyncMode } from "../sync/selected/schemas";
import { type SelectedResult, syncSelected } from "../sync/selected/sync-selected";
import type { ScheduledJob, ScheduledJobs } from "./run-schedules";
import type { CallEnd } from "./store";

/** What no call begins a step in: a registrar of usual speed answers within it. */
const RESERVE_MS = 1_500;

/** How many of its names an occurrence has not tried yet. */
const Progress = z.object({ remaining: z.int().min(0) });

const sumOf = <K extends "checked" | "changed" | "errors">(
  { runs }: SelectedResult,
  what: K,
): number => runs.reduce((sum, run) => sum + run[what], 0);

/** Why an occurrence did not do all it should have, for the person who looks. */
const failureOf = (result: SelectedResult): string | null => {
  const failed = result.runs.filter(({ state }) => state === "failed");
  if (failed.length === 0) return null;
  return `${failed.map(({ account }) => account.name).join(", ")} could not be read; the run tells why.`;
};

/**
 * Reads the most urgent names, so many in one occurrence however many calls it takes. Names read a moment ago are
 * left out, so that a call that goes on reads none twice.
 */
const syncJob =
  (mode: SyncMode, most: (settings: OrganisationSettings) => number): ScheduledJob =>
  async (ctx, { progress, budgetMs, signal }) => {
    const known = Progress.safeParse(progress).data;
    const remaining = known?.remaining ?? most(await read(ctx, settingsOf));
    const deadline = Date.now() + budgetMs - RESERVE_MS;
    const result = await syncSelected(ctx, {
      selection: { all: true },
      mode,
      most: remaining,
      trigger: "schedule",
      budgetMs: Math.max(0, deadline - Date.now()),
      signal,
    });
    return endOf(result, remaining, signal?.aborted || Date.now() >= deadline);
  };

/**
 * A call that time ran out for is gone on with, and so is one that others kept from an account; what registrars
 * stopped is not, for they would stop it again.
 */
function endOf(result: SelectedResult, remaining: number, isOutOfTime: boolean): CallEnd {
  const isKept = result.runs.some(({ state }) => state === "busy" || state === "paused");
  const isOpen = result.left > 0 && (isOutOfTime || isKept);
  return {
    state: isOpen ? "paused" : result.outcome === "cancelled" ? "partial" : result.outcome,
    progress: isOpen ? { remaining: Math.min(result.left, remaining) } : null,
    checked: sumOf(result, "checked"),
    changed: sumOf(result, "changed"),
    errors: sumOf(result, "errors"),
    left: result.left,
    failure: failureOf(result),
  };
}

/** Asks every account for its prices; what was told a short while ago is not asked again. */
const priceJob: ScheduledJob = async (ctx: ServiceContext, { budgetMs, trigger, signal }) => {
  const { accounts, left, continued } = await syncPrices(ctx, {
    trigger,
    budgetMs: budgetMs - RESERVE_MS,
    signal,
  });
  const sum = (what: "asked" | "changed" | "errors") =>
    accounts.reduce((total, account) => total + account[what], 0);
  const failed = accounts.filter(({ outcome }) => outcome === "failed");
  const isWhole = accounts.every(({ outcome }) => outcome !== "failed" && outcome !== "partial");
  const isFailed = failed.length > 0 && failed.length === accounts.length;
  return {
    state: continued ? "paused" : isWhole ? "completed" : isFailed ? "failed" : "partial",
    progress: null,
    checked: sum("asked"),
    changed: sum("changed"),
    errors: sum("errors"),
    left,
    failure:
      failed.map(({ account, reason }) => `${account}: ${reason ?? "failed"}`).join(" ") || null,
  };
};

/** What each schedule does. */
export const JOBS: ScheduledJobs = {
  status_sync: syncJob("status", ({ statusSyncNames }) => statusSyncNames),
  full_sync: syncJob("full", ({ fullSyncNames }) => fullSyncNames),
  price_sync: priceJob,
};
