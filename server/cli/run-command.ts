import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { read } from "../kernel/transact";
import { normaliseDomainName } from "../names/normalise-domain-name";
import { listPartners } from "../partners/list-partners";
import { syncPrices } from "../prices/sync-prices";
import { settingsOf } from "../settings/settings-of";
import type { SyncSelection } from "../sync/selected/schemas";
import { syncSelected } from "../sync/selected/sync-selected";
import type { Progress } from "../sync/selected/whole";
import type { Command } from "./command";
import type { Outcome } from "./outcome";

type Wanted = Exclude<Command, { name: "help" }>;
type SyncCommand = Extract<Command, { name: "sync" }>;

type Steering = {
  /** Ends it in part: what was read until then stays. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
};

/** A person waits in front of it and may end it: a day is as good as no limit. */
const BUDGET_MS = 86_400_000;

async function partnerId(ctx: ServiceContext, slug: string): Promise<string> {
  const partner = (await listPartners(ctx)).find((one) => one.slug === slug || one.id === slug);
  if (partner) return partner.id;
  throw new AppError("not_found", `There is no partner “${slug}”. Its slug is asked for.`);
}

function domainName(typed: string): string {
  const name = normaliseDomainName(typed);
  if (name.ok) return name.value.name;
  throw new AppError("invalid_input", `“${typed}” is no name: ${name.error.message}`);
}

async function selectionOf(ctx: ServiceContext, command: SyncCommand): Promise<SyncSelection> {
  const { domain, partner, registrar } = command;
  if (domain) return { names: [domainName(domain)] };
  if (!partner && !registrar) return { all: true };
  return {
    ...(partner ? { partnerId: await partnerId(ctx, partner) } : {}),
    ...(registrar ? { registrar } : {}),
  };
}

async function runSync(
  ctx: ServiceContext,
  command: SyncCommand,
  steering: Steering,
): Promise<Outcome> {
  const { isForced, isDryRun } = command;
  const { syncBatch } = await read(ctx, settingsOf);
  const result = await syncSelected(ctx, {
    ...steering,
    selection: await selectionOf(ctx, command),
    mode: "full",
    most: command.limit ?? syncBatch,
    isForced,
    isDryRun,
    trigger: "command",
    budgetMs: BUDGET_MS,
  });
  return { command: "sync", isDryRun, result };
}

async function runStatus(
  ctx: ServiceContext,
  { days, isAll, limit, isForced }: Extract<Command, { name: "status" }>,
  steering: Steering,
): Promise<Outcome> {
  const { syncPriorityDays, statusSyncNames } = await read(ctx, settingsOf);
  const result = await syncSelected(ctx, {
    ...steering,
    selection: isAll ? { all: true } : { withinDays: days ?? syncPriorityDays },
    mode: "status",
    most: limit ?? (isAll ? undefined : statusSyncNames),
    isForced,
    trigger: "command",
    budgetMs: BUDGET_MS,
  });
  return { command: "status", isDryRun: false, result };
}

/**
 * Does what a command asks for, through the same verbs as screens and schedules.
 *
 * @throws AppError for what does not exist, and for what may not be asked
 */
export async function runCommand(
  ctx: ServiceContext,
  command: Wanted,
  steering: Steering,
): Promise<Outcome> {
  if (command.name === "sync") return runSync(ctx, command, steering);
  if (command.name === "status") return runStatus(ctx, command, steering);
  const { registrar, isForced } = command;
  const result = await syncPrices(ctx, {
    ...(registrar ? { registrar } : {}),
    isForced,
    budgetMs: BUDGET_MS,
    trigger: "cli",
    signal: steering.signal,
  });
  return { command: "prices", result };
}
