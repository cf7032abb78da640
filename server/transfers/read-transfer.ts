import type { Transaction } from "@/db/client";
import { authorize, holds } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { err } from "../kernel/result";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { toUnicode } from "../names/to-unicode";
import * as planStore from "../plans/store";
import { planOf } from "../plans/to-plan";
import type { Capability } from "../registrars/gateway";
import { panelOf } from "../registrars/panels";
import { transferWayOf } from "../registrars/transfer-ways";
import { KeptAfter, KeptBefore } from "./kept-row";
import type { Check } from "./preflight/check";
import { verdictOf } from "./preflight/preflight";
import { type TransferDto, TransferRef, type TransferRowDto } from "./schemas";
import * as store from "./store";
import { trackOf } from "./track";
import { TransferChange, TransferSelection } from "./transfer-plan";

/**
 * A transfer with its names, from the pre-flight to the post-check. Codes are not in it.
 *
 * @throws AppError `not_found` outside the caller's scope
 */
export async function readTransfer(ctx: ServiceContext, input: TransferRef): Promise<TransferDto> {
  authorize(ctx.actor, "operation.read");
  const { id } = parsed(TransferRef, input);
  return read(ctx, async (tx) => {
    const plan = await planStore.find(tx, id);
    if (plan?.kind !== "transfer_in") throw notFound("This transfer");
    return toTransfer(tx, ctx, plan);
  });
}

async function toTransfer(
  tx: Transaction,
  ctx: ServiceContext,
  plan: planStore.PlanRecord,
): Promise<TransferDto> {
  const change = TransferChange.parse(plan.change);
  const [account, rows, operations, dto, partner] = await Promise.all([
    store.accountOf(tx, change.accountId),
    store.rowsOf(tx, plan.id),
    store.operationsOf(tx, plan.id),
    planOf(tx, ctx, plan),
    change.partnerId ? store.partnerName(tx, change.partnerId) : null,
  ]);
  const byPosition = new Map(operations.map((one) => [one.planPosition, one]));
  const way = transferWayOf(account.registrar);
  const panel = panelOf(account);
  return {
    plan: dto,
    account: {
      id: account.id,
      name: account.name,
      registrarName: panel?.name ?? account.registrar,
    },
    steering: steeringOf(ctx, account),
    panel: holds(ctx.actor, "account.read") ? panel : null,
    nameservers: way.nameservers,
    keepNameservers: change.keepNameservers,
    chosenNameservers: change.nameservers,
    needsRegistrant: way.roles.includes("registrant"),
    registrant:
      change.registrantId && change.registrantName
        ? { id: change.registrantId, name: change.registrantName }
        : null,
    partner: change.partnerId ? { id: change.partnerId, name: partner ?? "" } : null,
    problems: TransferSelection.parse(plan.selection).problems,
    rows: rows.map((row) => toRow(row, byPosition.get(row.position))),
  };
}

/** What the gaining registrar can be asked about a transfer it has. Asks nobody. */
function steeringOf(ctx: ServiceContext, account: store.AccountRow): TransferDto["steering"] {
  const gateway = account.removedAt === null ? ctx.registrars.open(account) : GONE;
  const reason = (capability: Capability): string | null => {
    if (!gateway.ok) return gateway.error.message;
    const flag = gateway.value.capabilities[capability];
    return flag.supported ? null : flag.reason;
  };
  return {
    cancel: reason("transfer_in_cancel"),
    mail: reason("transfer_in_mail"),
    code: reason("transfer_in_relaunch"),
  };
}

const GONE = err({ message: "Its registrar account is not connected any more." });

function toRow(row: store.StoredRow, operation: store.OperationRow | undefined): TransferRowDto {
  const { checks, losingAccount, snapshot } = KeptBefore.parse(row.before);
  const { code, params, years } = KeptAfter.parse(row.after);
  const { verdict, earliestAt } = verdictOf(checks as readonly Check[]);
  return {
    position: row.position,
    name: row.name,
    nameUnicode: toUnicode(row.name),
    domainId: operation?.domainId ?? row.domainId,
    preflight: verdict,
    checks,
    earliestAt,
    verdict: row.verdict as TransferRowDto["verdict"],
    rule: row.rule,
    detail: row.detail,
    risks: row.risks,
    losingAccount,
    code,
    snapshot,
    given: params.nameservers ?? null,
    years,
    costMinor: row.costMinor,
    currency: row.currency,
    isExcluded: row.isExcluded,
    track: operation ? trackOf(operation) : null,
  };
}
