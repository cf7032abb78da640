import { isIP } from "node:net";
import { answer, type Context, ownDomain, refuse, type Verb } from "./context";
import type { DsData, RotldHost } from "./records";

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const MAX_HOSTS = 6;
const ALGORITHMS = new Set(["3", "5", "6", "7", "8", "10", "12", "13", "14"]);
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { 1: 40, 2: 64 };

const listOf = ({ form }: Context, field: string) =>
  (form.get(field) ?? "").split(",").filter((part) => part !== "");

/** domain-reset-ns. An empty list removes all hosts. */
export const resetNameservers: Verb = (context) => {
  const { book, form } = context;
  const domain = ownDomain(context);
  if (form.get("nameservers") === null) throw refuse(context, "50017", "nameservers");
  const nameservers = listOf(context, "nameservers").map((host) => host.toLowerCase());
  if (nameservers.length > MAX_HOSTS) throw refuse(context, "50017", "nameservers");
  if (!nameservers.every((host) => HOST.test(host))) throw refuse(context, "50018", "nameservers");
  if (new Set(nameservers).size < nameservers.length) throw refuse(context, "10501");
  if (domain.statuses.includes("UpdateProhibited")) throw refuse(context, "10506");
  const unknown = nameservers.find(
    (host) => host.endsWith(`.${domain.name}`) && !book.find("host", host),
  );
  if (unknown) throw refuse(context, "10502", unknown);
  book.put("domain", domain.name, { ...domain, nameservers });
  return answer(context);
};

/** nameserver-create: a host inside a name of this registrar's. */
export const createHost: Verb = (context) => {
  const { book, registrar } = context;
  const name = (context.form.get("nameserver") ?? "").toLowerCase();
  if (!HOST.test(name)) throw refuse(context, "50018", "nameserver");
  const parent = name.split(".").map((_, at, labels) => labels.slice(at).join("."));
  const domain = parent.map((one) => book.domain(one)).find((one) => one !== undefined);
  if (!domain) throw refuse(context, "10001");
  if (domain.registrarId !== registrar.id) throw refuse(context, "10002");
  if (book.find("host", name)) throw refuse(context, "10009");
  book.put("host", name, { name, registrarId: registrar.id, ips: addresses(context) });
  return answer(context);
};

/** nameserver-update */
export const updateHost: Verb = (context) => {
  const host = ownHost(context);
  context.book.put("host", host.name, { ...host, ips: addresses(context) });
  return answer(context);
};

/** nameserver-info */
export const readHost: Verb = (context) => {
  const { name, ips } = ownHost(context);
  return answer(context, { nameserver: name, ips });
};

/** nameserver-delete */
export const deleteHost: Verb = (context) => {
  context.book.put("host", ownHost(context).name, null);
  return answer(context);
};

/** domain-dsdata-add */
export const addDsData: Verb = (context) => {
  const { book, form } = context;
  const domain = ownDomain(context);
  const part = (name: string) => form.get(name) ?? "";
  const added: DsData = {
    keytag: part("keytag"),
    alg: part("alg"),
    digest_type: part("digest_type"),
    digest: part("digest"),
  };
  const wrong = wrongPart(added);
  if (wrong) throw refuse(context, "50040", wrong);
  book.put("domain", domain.name, { ...domain, dsdata: [...domain.dsdata, added] });
  return answer(context);
};

/** domain-dsdata-remove: all of it. */
export const removeDsData: Verb = (context) => {
  const domain = ownDomain(context);
  context.book.put("domain", domain.name, { ...domain, dsdata: [] });
  return answer(context);
};

function wrongPart({ keytag, alg, digest_type, digest }: DsData): string | null {
  if (!/^\d{1,5}$/.test(keytag) || Number(keytag) > 65_535) return "keytag";
  if (!ALGORITHMS.has(alg)) return "alg";
  const length = DIGEST_LENGTHS[digest_type];
  if (length === undefined) return "digest_type";
  return digest.length === length && /^[0-9a-f]+$/i.test(digest) ? null : "digest";
}

function addresses(context: Context): readonly string[] {
  const ips = listOf(context, "ips");
  const isGood = ips.length >= 1 && ips.length <= 2 && ips.every((ip) => isIP(ip) !== 0);
  if (!isGood) throw refuse(context, "50019", "ips");
  return ips;
}

function ownHost(context: Context): RotldHost {
  const host = context.book.find("host", (context.form.get("nameserver") ?? "").toLowerCase());
  if (host?.registrarId !== context.registrar.id) throw refuse(context, "10014");
  return host;
}
