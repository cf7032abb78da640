import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { AppError, invalid } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { sealSecrets } from "../plans/row-secrets";
import type { NewRow } from "../plans/store";
import { sha256, writePlan } from "../plans/write-plan";
import { transferWayOf } from "../registrars/transfer-ways";
import { chosenDelegation } from "./delegation";
import { lookAt } from "./judge-names";
import { keptOf, type Looked } from "./kept-row";
import { type ReadName, readNames } from "./read-names";
import { readTransfer } from "./read-transfer";
import { MakeTransferPlanInput, MOST_TRANSFERRED, type TransferDto } from "./schemas";
import { settleRow } from "./settle-row";
import * as store from "./store";
import { gainingAccount, judgementOf, registrantOf, type TransferChange } from "./transfer-plan";

/**
 * Plans to bring names to one of our accounts: looks at each, tells what speaks for and against it, keeps the codes sealed.
 * Nothing is ordered. A line that cannot be read is told and stops no other; the same key is the same plan, for ever
 * (codes are no part of what is compared, as they may be given later).
 *
 * @throws AppError `invalid_input` with fields `accountId`, `text` (no line can be read, or too many), `registrantId`,
 *   `nameservers`, `nameservers.N`, `partnerId`, `key`
 */
export async function makeTransferPlan(
  ctx: ServiceContext,
  input: MakeTransferPlanInput,
): Promise<TransferDto> {
  authorize(ctx.actor, "domain.pay");
  const asked = parsed(MakeTransferPlanInput, input);
  const partnerId = ctx.scope.all ? (asked.partnerId ?? null) : ctx.scope.partnerId;
  const { account, registrant } = await read(ctx, async (tx) => {
    if (partnerId !== null && (await store.partnerName(tx, partnerId)) === null)
      throw invalid("partnerId", "unknown", "There is no such partner.");
    return {
      account: await gainingAccount(tx, ctx, asked.accountId),
      registrant: await registrantOf(tx, asked.registrantId, partnerId),
    };
  });
  const { names, problems } = readNames(
    {
      ...(asked.text === undefined ? {} : { text: asked.text }),
      ...(asked.rows ? { rows: asked.rows } : {}),
    },
    account.registrar,
  );
  assertNumber(names.length, problems);
  const change: TransferChange = {
    kind: "transfer_in",
    accountId: account.id,
    years: asked.years,
    ...chosenDelegation(
      { keepNameservers: true, nameservers: null },
      asked,
      transferWayOf(account.registrar),
    ),
    registrantId: asked.registrantId,
    registrantName: registrant?.name ?? null,
    partnerId,
  };
  const list = sha256(names.map(({ name }) => name).join(" "));
  const id = await writePlan(
    ctx,
    {
      key: asked.key,
      kind: "transfer_in",
      change,
      selection: { names: names.length, list, problems },
    },
    async (planId) => {
      const looked = await lookAt(ctx, {
        account,
        names: names.map(({ name }) => name),
        years: asked.years,
      });
      const rows = looked.map((one, position) =>
        rowOf(one, names[position], { planId, position, account, change, registrant, partnerId }),
      );
      return judgementOf(rows);
    },
  );
  return readTransfer(ctx, { id });
}

function assertNumber(names: number, problems: readonly { line: number; message: string }[]): void {
  if (names > MOST_TRANSFERRED)
    throw invalid(
      "text",
      "range",
      `One plan takes ${MOST_TRANSFERRED} names; these are ${names}. Make several plans.`,
    );
  if (names > 0) return;
  const told = problems.slice(0, 20).map(({ line, message }) => ({
    code: "invalid",
    message: `Line ${line}: ${message}`,
  }));
  const message =
    problems.length > 0 ? "No line can be read." : "Enter the names to be transferred.";
  throw new AppError("invalid_input", message, {
    fields: { text: told.length > 0 ? told : [{ code: "required", message }] },
  });
}

type RowOf = {
  readonly planId: string;
  readonly position: number;
  readonly account: store.AccountRow;
  readonly change: TransferChange;
  readonly registrant: Awaited<ReturnType<typeof registrantOf>>;
  readonly partnerId: string | null;
};

function rowOf(looked: Looked, read: ReadName | undefined, at: RowOf): NewRow {
  const { planId, position, account, change, registrant } = at;
  const way = transferWayOf(account.registrar);
  const kept = keptOf(looked, change.years);
  return {
    position,
    partnerId: looked.facts ? looked.facts.partnerId : at.partnerId,
    domainId: looked.facts?.id ?? null,
    accountId: account.id,
    name: looked.name,
    before: kept,
    fingerprint: looked.fingerprint,
    ...settleRow(kept, read?.authCode !== undefined, {
      name: looked.name,
      way,
      keepNameservers: change.keepNameservers,
      nameservers: change.nameservers,
      hasRegistrant: registrant !== null,
    }),
    secrets: sealSecrets(planId, position, {
      ...(read?.authCode === undefined ? {} : { authCode: read.authCode }),
      ...(registrant ? { contacts: registrant.contacts } : {}),
    }),
  };
}
