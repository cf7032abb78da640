import { domainToUnicode } from "node:url";
import { z } from "zod";
import { canonicalAddress } from "../../names/glue-host";
import type { Glue } from "../records";
import { json, type SimResponse } from "../wire";
import { bodyOf, type Context, decoded, ownDomain, standing, takeUp } from "./context";
import { hrefOf } from "./domain-json";
import { notFound, refused } from "./errors";

const OPERATION = "hosts";
const LABEL = /^(?:@|[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9-]{1,63})*)$/;

const Address = z.string().refine((text) => canonicalAddress(text) !== null, "invalid IP address");
const AddressesBody = z.object({ ips: z.array(Address).min(1) });
const GlueBody = AddressesBody.extend({ name: z.string().toLowerCase().regex(LABEL) });

/** GET /domain/domains/{d}/hosts */
export function listGlue(context: Context): SimResponse {
  const { glue = [] } = ownDomain(context);
  const rows = glue.map((one) => toldOf(context, one));
  return json(200, rows, { "total-count": String(rows.length) });
}

/** GET /domain/domains/{d}/hosts/{label} */
export function readGlue(context: Context): SimResponse {
  return json(200, toldOf(context, glueOf(context)));
}

/** POST /domain/domains/{d}/hosts. Seen after the delay, like every change of glue. */
export function createGlue(context: Context): SimResponse {
  const glue = allGlue(context);
  const added = bodyOf(context, GlueBody);
  if (glue.some(({ name }) => name === added.name)) throw refused(409);
  return change(context, "The glue record will be created.", [...glue, added]);
}

/** PUT /domain/domains/{d}/hosts/{label}: all its addresses. */
export function replaceGlue(context: Context): SimResponse {
  const { name } = glueOf(context);
  const { ips } = bodyOf(context, AddressesBody);
  const glue = allGlue(context);
  const all = glue.map((one) => (one.name === name ? { name, ips } : one));
  return change(context, "The glue record will be updated.", all);
}

/** DELETE /domain/domains/{d}/hosts/{label}: not while the domain is delegated to it. */
export function removeGlue(context: Context): SimResponse {
  const { name } = glueOf(context);
  const { fqdn, nameservers } = ownDomain(context);
  const glue = allGlue(context);
  if (nameservers.includes(`${name}.${fqdn}`))
    throw refused(400, "This host is used as a nameserver.");
  const left = glue.filter((one) => one.name !== name);
  return change(context, "The glue record will be deleted.", left);
}

function change(context: Context, message: string, glue: readonly Glue[]): SimResponse {
  const { sim, fqdn } = context;
  const patch = { kind: "domain_patched", fqdn, fields: { glue } } as const;
  return takeUp(context, message, () => sim.accept(fqdn, OPERATION, patch));
}

/** What will stand: hosts come in pairs, faster than the registry follows. */
const allGlue = (context: Context): readonly Glue[] => standing(context, OPERATION, "glue");

function glueOf(context: Context): Glue {
  const label = decoded(context.part);
  const found = ownDomain(context).glue?.find(({ name }) => name === label);
  if (!found) throw notFound();
  return found;
}

const toldOf = ({ fqdn, base }: Context, { name, ips }: Glue) => ({
  name,
  ips: ips.map(canonicalAddress),
  fqdn,
  fqdn_unicode: domainToUnicode(fqdn),
  href: `${hrefOf(fqdn, base)}/hosts/${name}`,
});
