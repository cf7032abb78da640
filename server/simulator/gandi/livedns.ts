import { domainToASCII } from "node:url";
import { z } from "zod";
import { canonicalAddress } from "../../names/glue-host";
import type { DomainRecord, ZoneSet } from "../records";
import { json, type SimResponse } from "../wire";
import { nameserverKind } from "../world/nameservers";
import { bodyOf, type Context, decoded, isDryRun, ownDomain, refuseFields } from "./context";
import { notFound, refused, shapeA } from "./errors";

const TYPES =
  "A AAAA ALIAS CAA CDS CNAME DNAME DS KEY LOC MX NS OPENPGPKEY PTR SPF SRV SSHFP TLSA TXT WKS";
const DEFAULT_TTL = 10_800;

const Set_ = z.object({
  rrset_ttl: z.int().min(300).max(2_592_000).default(DEFAULT_TTL),
  rrset_values: z.array(z.string().min(1)).min(1).max(500),
});
const NamedSet = Set_.extend({
  rrset_name: z.string().min(1).max(255),
  rrset_type: z.enum(TYPES.split(" ") as [string, ...string[]]),
});
const Zone = z.object({ items: z.array(NamedSet).max(1_000) });
const Named = NamedSet.pick({ rrset_type: true });

const NewZone = z.object({ fqdn: z.string().transform(domainToASCII) });

/** GET /livedns/domains: the names that have a zone. */
export function listZones({ sim, token, base }: Context): SimResponse {
  const names = [...sim.state.domains.values()].filter(
    (domain) => domain.organisationId === token.organisationId && zoneIn(domain),
  );
  const rows = names.map(({ fqdn }) => ({ fqdn, domain_href: `${base}/livedns/domains/${fqdn}` }));
  return json(200, rows, { "total-count": String(rows.length) });
}

/** POST /livedns/domains: a zone for a name whose nameservers may still be elsewhere. */
export function createZone(context: Context): SimResponse {
  const { fqdn } = bodyOf(context, NewZone);
  const domain = ownDomain({ ...context, fqdn });
  if (zoneIn(domain)) throw refused(409);
  const { base, request, sim } = context;
  if (isDryRun(request)) return json(200, { status: "success" });
  const fields = { zone: firstZone(domain), updatedAt: domain.updatedAt };
  sim.record({ kind: "domain_patched", fqdn, fields });
  const location = `${base}/livedns/domains/${fqdn}`;
  return json(201, { message: "Domain Created" }, { location });
}

/** GET /livedns/domains/{d}/records: whole, or page by page when that is asked for. */
export function readZone(context: Context): SimResponse {
  const all = zoneOf(context);
  const page = numberIn(context, "page") ?? 1;
  const size = numberIn(context, "per_page") ?? Math.max(all.length, 1);
  const rows = all.slice((page - 1) * size, page * size).map((one) => toldOf(context, one));
  const url = `${context.base}/livedns/domains/${context.fqdn}/records`;
  const link = `<${url}?page=${page + 1}&per_page=${size}>; rel="next"`;
  return json(200, rows, {
    "total-count": String(all.length),
    ...(page * size < all.length ? { link } : {}),
  });
}

/** PUT /livedns/domains/{d}/records: the whole zone, at once. */
export function replaceZone(context: Context): SimResponse {
  zoneOf(context);
  const sets = bodyOf(context, Zone).items.map((one) => setOf(one.rrset_name, one.rrset_type, one));
  return write(context, sets, "items");
}

/** DELETE /livedns/domains/{d}/records */
export function clearZone(context: Context): SimResponse {
  zoneOf(context);
  write(context, [], "items");
  return { status: 204, headers: {}, body: "" };
}

/** POST /livedns/domains/{d}/records: one more set. */
export function addSet(context: Context): SimResponse {
  const all = zoneOf(context);
  const body = bodyOf(context, NamedSet);
  const added = setOf(body.rrset_name, body.rrset_type, body);
  if (all.some((one) => isSame(one, added))) throw refused(409);
  return write(context, [...all, added], "rrset_values");
}

/** GET …/records/{name} and …/records/{name}/{type} */
export function readSets(context: Context): SimResponse {
  const [name, type] = placeOf(context);
  const found = zoneOf(context).filter((one) => one.name === name && (!type || one.type === type));
  if (!type)
    return json(
      200,
      found.map((one) => toldOf(context, one)),
    );
  const [only] = found;
  return only ? json(200, toldOf(context, only)) : unknownSet(name, type);
}

/** POST and PUT …/records/{name}/{type}: the one makes a set, the other replaces it as well. */
export function putSet(context: Context): SimResponse {
  const [name, type = ""] = placeOf(context);
  const told = Named.safeParse({ rrset_type: type });
  if (!told.success) throw notFound();
  const put = setOf(name, type, bodyOf(context, Set_));
  const all = zoneOf(context);
  if (context.request.method === "POST" && all.some((one) => isSame(one, put))) throw refused(409);
  return write(context, [...all.filter((one) => !isSame(one, put)), put], "rrset_values");
}

/** DELETE …/records/{name} and …/records/{name}/{type}: 204, also of what is not there. */
export function removeSets(context: Context): SimResponse {
  const [name, type] = placeOf(context);
  const left = zoneOf(context).filter(
    (one) => one.name !== name || (type !== undefined && one.type !== type),
  );
  write(context, left, "rrset_values");
  return { status: 204, headers: {}, body: "" };
}

/** GET /livedns/domains/{d} */
export function readLiveDns(context: Context): SimResponse {
  zoneOf(context);
  const href = `${context.base}/livedns/domains/${context.fqdn}`;
  return json(200, {
    fqdn: context.fqdn,
    automatic_snapshots: true,
    domain_href: href,
    domain_keys_href: `${href}/keys`,
    domain_records_href: `${href}/records`,
  });
}

type Body = { readonly rrset_ttl: number; readonly rrset_values: readonly string[] };

/** A text comes back in quotes whether or not it was sent in them. */
const setOf = (name: string, type: string, { rrset_ttl, rrset_values }: Body): ZoneSet => ({
  name: name.toLowerCase(),
  type,
  ttl: rrset_ttl,
  values: rrset_values.map((value) =>
    (type === "TXT" || type === "SPF") && !value.startsWith('"') ? `"${value}"` : value,
  ),
});

const isSame = (one: ZoneSet, other: ZoneSet) => one.name === other.name && one.type === other.type;

function write(context: Context, zone: readonly ZoneSet[], field: string): SimResponse {
  const wrong = zone.flatMap(({ type, values }) =>
    values.flatMap((value) => addressProblem(type, value) ?? []),
  );
  const names = zone.filter(({ type }) => type === "CNAME").map(({ name }) => name);
  const crowded = names.filter((name) => zone.filter((one) => one.name === name).length > 1);
  const problems = [...wrong, ...crowded.map((name) => `'${name}': CNAME beside other records`)];
  if (problems.length > 0)
    throw refuseFields(
      context,
      problems.map((description) => ({ location: "body", name: field, description })),
    );
  if (isDryRun(context.request)) return json(200, { status: "success" });
  const { fqdn, updatedAt } = ownDomain(context);
  context.sim.record({ kind: "domain_patched", fqdn, fields: { zone, updatedAt } });
  const location = `${context.base}/livedns/domains/${fqdn}/records`;
  return json(201, { message: "DNS Record Created" }, { location });
}

function addressProblem(type: string, value: string): string | null {
  const isGood = canonicalAddress(value) !== null && value.includes(":") === (type === "AAAA");
  if ((type !== "A" && type !== "AAAA") || isGood) return null;
  return `'${value}': invalid ${type === "A" ? "IPv4" : "IPv6"} address`;
}

/** The zone of a name that has one on LiveDNS. @throws Refused 404 for any other */
function zoneOf(context: Context): readonly ZoneSet[] {
  const zone = zoneIn(ownDomain(context));
  if (!zone) throw notFound();
  return zone;
}

const zoneIn = (domain: DomainRecord): readonly ZoneSet[] | undefined =>
  domain.zone ?? (nameserverKind(domain.nameservers) === "livedns" ? firstZone(domain) : undefined);

/** What a name starts with. */
const firstZone = ({ fqdn }: DomainRecord): readonly ZoneSet[] => [
  { name: "@", type: "A", ttl: DEFAULT_TTL, values: ["192.0.2.10"] },
  { name: "@", type: "MX", ttl: DEFAULT_TTL, values: [`10 mail.${fqdn}.`] },
  { name: "@", type: "TXT", ttl: DEFAULT_TTL, values: ['"v=spf1 mx -all"'] },
  { name: "www", type: "CNAME", ttl: DEFAULT_TTL, values: ["@"] },
];

/** Name and type in the rest of the path. */
function placeOf({ part }: Context): [name: string, type?: string] {
  const [name = "", type] = part.split("/").map(decoded);
  return type === undefined ? [name.toLowerCase()] : [name.toLowerCase(), type.toUpperCase()];
}

const unknownSet = (name: string, type: string): SimResponse =>
  shapeA(404, `Can't find the DNS record ${name}/${type} in the zone`, "dns-record");

const toldOf = ({ base, fqdn }: Context, { name, type, ttl, values }: ZoneSet) => ({
  rrset_name: name,
  rrset_type: type,
  rrset_ttl: ttl,
  rrset_values: values,
  rrset_href: `${base}/livedns/domains/${fqdn}/records/${encodeURIComponent(name)}/${type}`,
});

function numberIn({ query }: Context, name: string): number | undefined {
  const told = query.get(name);
  return told !== null && /^[1-9]\d{0,3}$/.test(told) ? Number(told) : undefined;
}
