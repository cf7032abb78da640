import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { iso } from "../kernel/instant";
import { read } from "../kernel/transact";
import { toUnicode } from "../names/to-unicode";
import { panelOf } from "../registrars/panels";
import type { TransferChoicesDto, TransferListDto } from "./schemas";
import * as store from "./store";
import { trackOf } from "./track";
import { TransferChange } from "./transfer-plan";

const MOST_ROWS = 100;
const MOST_DRAFTS = 20;

/** Names on their way to us, newest first, and transfers that were begun and not ordered yet. */
export async function listTransfers(ctx: ServiceContext): Promise<TransferListDto> {
  authorize(ctx.actor, "operation.read");
  return read(ctx, async (tx) => {
    const [ordered, drafts] = await Promise.all([
      store.ordered(tx, MOST_ROWS),
      store.drafts(tx, MOST_DRAFTS),
    ]);
    const accountIds = drafts.map(({ change }) => TransferChange.parse(change).accountId);
    const names = await store.accountNames(tx, accountIds);
    return {
      drafts: drafts.map((plan) => ({
        id: plan.id,
        names: plan.names,
        account: names.get(TransferChange.parse(plan.change).accountId) ?? "",
        createdAt: iso(plan.createdAt),
        requestedBy: plan.requestedByName,
        waitsForApproval: plan.needsApproval && plan.approvedAt === null,
      })),
      rows: ordered.slice(0, MOST_ROWS).map(({ operation, account, visiblePlanId }) => ({
        planId: visiblePlanId,
        name: operation.name,
        nameUnicode: toUnicode(operation.name),
        domainId: operation.domainId,
        account,
        requestedBy: operation.requestedByName,
        requestedAt: iso(operation.requestedAt),
        track: trackOf(operation),
      })),
      hasMore: ordered.length > MOST_ROWS,
    };
  });
}

/** Accounts that names can come to, each with the reason where it cannot be chosen. */
export async function transferChoices(ctx: ServiceContext): Promise<TransferChoicesDto> {
  authorize(ctx.actor, "domain.pay");
  const partnerId = ctx.scope.all ? null : ctx.scope.partnerId;
  const accounts = await read(ctx, (tx) => store.accountsFor(tx, partnerId));
  return {
    accounts: accounts.map((account) => {
      const gateway = ctx.registrars.open(account);
      const flag = gateway.ok ? gateway.value.capabilities.transfer_in : null;
      return {
        id: account.id,
        name: account.name,
        registrarName: panelOf(account)?.name ?? account.registrar,
        reason: flag === null ? "The account cannot be used now." : reasonOf(flag),
      };
    }),
  };
}

const reasonOf = (flag: { supported: true } | { supported: false; reason: string }) =>
  flag.supported ? null : flag.reason;
