import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import { type AccountDto, AccountInput } from "./schemas";
import * as store from "./store";
import { toAccount } from "./to-account";

/** Every registrar account in use, by name, with its health. */
export async function listAccounts(ctx: ServiceContext): Promise<AccountDto[]> {
  authorize(ctx.actor, "account.read");
  const rows = await read(ctx, (tx) => store.listAccounts(tx));
  return rows.map((row) => toAccount(ctx, row));
}

/** One registrar account. @throws AppError `not_found`, also for a removed one */
export async function readAccount(ctx: ServiceContext, input: AccountInput): Promise<AccountDto> {
  authorize(ctx.actor, "account.read");
  const known = AccountInput.safeParse(input);
  const [row] = known.success
    ? await read(ctx, (tx) => store.listAccounts(tx, known.data.accountId))
    : [];
  if (!row) throw notFound("This registrar account");
  return toAccount(ctx, row);
}

/** The partners that an account's arrivals may go to. */
export async function arrivalPartners(ctx: ServiceContext): Promise<store.PartnerChoice[]> {
  authorize(ctx.actor, "account.manage");
  return read(ctx, store.openPartners);
}
