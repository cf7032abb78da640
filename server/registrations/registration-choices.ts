import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import type { RegistrationAccountDto } from "./schemas";
import * as store from "./store";

/** The accounts that names may be registered in, by name; those that cannot register say why. Asks no registrar. */
export async function registrationAccounts(
  ctx: ServiceContext,
): Promise<readonly RegistrationAccountDto[]> {
  authorize(ctx.actor, "domain.pay");
  const partnerId = ctx.scope.all ? null : ctx.scope.partnerId;
  const accounts = await read(ctx, (tx) => store.accountsFor(tx, partnerId));
  return accounts.map((account) => {
    const { id, name, registrar } = account;
    const gateway = ctx.registrars.open(account);
    if (!gateway.ok)
      return { id, name, registrar, tellsPrices: false, obstacle: gateway.error.message };
    const { register, prices } = gateway.value.capabilities;
    const obstacle = register.supported ? null : register.reason;
    return { id, name, registrar, tellsPrices: prices.supported, obstacle };
  });
}
