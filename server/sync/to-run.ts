import { z } from "zod";
import { failureDto } from "../accounts/failure-steps";
import { holds } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { iso } from "../kernel/instant";
import type { RunRow } from "./runs/store";
import type { SyncRunDetailDto, SyncRunDto } from "./schemas";

/** A run that runs says so at every step; a step takes much less than this. */
const SILENT_AFTER_MS = 120_000;

const Failure = z.object({ code: z.string(), message: z.string() });
const Problems = z
  .array(z.object({ name: z.string(), problem: z.string(), code: z.string().optional() }))
  .catch([]);

/** Classes of problems that no failure of a registrar stands behind. */
const OWN_CAUSES: Readonly<Record<string, string>> = {
  elsewhere: "Listed by another account of ours too",
  listed_twice: "Listed twice, and not the same",
  domain_unknown: "The registrar does not have it",
};

const causeOf = (code: string | undefined): string => {
  if (code === undefined) return "A row that could not be read";
  return OWN_CAUSES[code] ?? failureDto({ code, message: "" }).cause;
};

const isOfTheHouse = (row: RunRow) => row.run.actorKind === "user" && row.knownActorId === null;

/** A run as the caller may see it: customers do not see who of the house started it. */
export function toRun(row: RunRow, ctx: ServiceContext): SyncRunDto {
  const { run, accountName, domain } = row;
  const failure = Failure.safeParse(run.failure);
  const hidesActor = !holds(ctx.actor, "account.read") && isOfTheHouse(row);
  const silentMs = ctx.now().getTime() - Date.parse(run.heartbeatAt);
  return {
    kind: "run",
    id: run.id,
    startedAt: iso(run.startedAt),
    finishedAt: iso(run.finishedAt),
    trigger: run.trigger,
    actor: hidesActor ? "Staff of the house" : run.actorName,
    account: { id: run.accountId, name: accountName },
    scope: run.scope as SyncRunDto["scope"],
    mode: run.mode as SyncRunDto["mode"],
    isForced: run.isForced,
    domain: domain?.name ? domain : null,
    state: run.state as SyncRunDto["state"],
    isSilent: run.state === "running" && silentMs > SILENT_AFTER_MS,
    phase: run.phase as SyncRunDto["phase"],
    expected: run.expected,
    checked: run.checked,
    added: run.added,
    changed: run.changed,
    conflicts: run.conflicts,
    missing: run.missing,
    detailed: run.detailed,
    errors: run.errors,
    skipped: run.skipped,
    unreached: run.unreached,
    apiCalls: run.apiCalls,
    apiBudget: run.apiBudget,
    heartbeatAt: iso(run.heartbeatAt),
    cancelAskedAt: iso(run.cancelAskedAt),
    durationMs: run.durationMs,
    resumed: run.resumed,
    failure: failure.success ? failureDto(failure.data, iso(run.finishedAt)) : null,
  };
}

export const toRunDetail = (row: RunRow, ctx: ServiceContext): SyncRunDetailDto => ({
  ...toRun(row, ctx),
  pages: row.run.pages,
  unreachedNames: row.run.unreachedNames,
  canCancel: row.run.finishedAt === null && holds(ctx.actor, "sync.run"),
  problems: Problems.parse(row.run.problems).map(({ name, problem, code }) => ({
    name,
    problem,
    cause: causeOf(code),
  })),
});
