import { z } from "zod";
import { HostName } from "../../names/domain-name";
import { json, type SimResponse } from "../wire";
import { bodyOf, type Context, ownDomain, takeUp } from "./context";
import { refused } from "./errors";

const NameserversBody = z.object({ nameservers: z.array(HostName).min(2).max(13) });

/** GET /domain/domains/{d}/nameservers: a bare array. */
export function readNameservers(context: Context): SimResponse {
  return json(200, ownDomain(context).nameservers);
}

/** PUT /domain/domains/{d}/nameservers: an object, never a bare array. */
export function replaceNameservers(context: Context): SimResponse {
  const { fqdn, status } = ownDomain(context);
  const { nameservers } = bodyOf(context, NameserversBody);
  if (status.includes("pendingTransfer")) throw refused(409);
  return takeUp(context, "The nameservers will be updated.", () =>
    context.sim.accept(fqdn, "nameservers", {
      kind: "domain_patched",
      fqdn,
      fields: { nameservers },
    }),
  );
}
