import type { Transaction } from "@/db/client";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import { partnersInUse } from "../partners/store";
import { endpointsOf } from "../runtime";
import { abilitiesOf } from "./abilities";
import * as gates from "./gates/store";
import { limitKey, toLimit } from "./limits";
import * as nameStore from "./names/store";
import { type AccountDetailDto, type AccountDto, AccountInput } from "./schemas";
import * as store from "./store";
import { toAccount } from "./to-account";

/** Accounts with what is left of their rates, all of it asked for at once. */
async function withLimits(
  ctx: ServiceContext,
  tx: Transaction,
  rows: readonly store.AccountRow[],
): Promise<AccountDto[]> {
  const paced = rows.map((row) => ({ row, endpoints: endpointsOf(row.account) }));
  const keys = paced.flatMap(({ endpoints }) =>
    endpoints.flatMap(({ paces }) => paces.map(limitKey)),
  );
  const ahead = await gates.aheadOf(tx, keys);
  return paced.map(({ row, endpoints }) =>
    toAccount(
      ctx,
      row,
      endpoints.map((endpoint) => toLimit(endpoint, ahead)),
    ),
  );
}

/** Every registrar account in use, by name, with its health. */
export async function listAccounts(ctx: ServiceContext): Promise<AccountDto[]> {
  authorize(ctx.actor, "account.read");
  return read(ctx, async (tx) => withLimits(ctx, tx, await store.listAccounts(tx)));
}

/** One registrar account. @throws AppError `not_found`, also for a removed one */
export async function readAccount(
  ctx: ServiceContext,
  input: AccountInput,
): Promise<AccountDetailDto> {
  authorize(ctx.actor, "account.read");
  const known = AccountInput.safeParse(input);
  if (!known.success) throw notFound("This registrar account");
  const { accountId } = known.data;
  return read(ctx, async (tx) => {
    const rows = await store.listAccounts(tx, accountId);
    const [account] = await withLimits(ctx, tx, rows);
    const [row] = rows;
    if (!account || !row) throw notFound("This registrar account");
    const endings = await nameStore.endingsOf(tx, accountId);
    return { ...account, abilities: abilitiesOf(ctx, row.account, endings) };
  });
}

/** The partners that an account's arrivals may go to. */
export async function arrivalPartners(
  ctx: ServiceContext,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  authorize(ctx.actor, "account.manage");
  return read(ctx, partnersInUse);
}
