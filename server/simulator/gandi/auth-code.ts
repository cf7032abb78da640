import type { SimResponse } from "../wire";
import { authCodeOf } from "../world/build-domain";
import { type Context, ownDomain, takeUp } from "./context";

/** PUT /domain/domains/{d}/authinfo: asks for a new transfer code, seen in the details later. */
export function renewAuthCode(context: Context): SimResponse {
  const { fqdn, authCode } = ownDomain(context);
  const fields = { authCode: authCodeOf(`${fqdn} after ${authCode}`) };
  return takeUp(context, "The authorization code will be renewed.", () =>
    context.sim.accept(fqdn, "authinfo", { kind: "domain_patched", fqdn, fields }),
  );
}
