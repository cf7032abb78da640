import { HostName } from "../../names/domain-name";
import { canonicalAddress } from "../../names/glue-host";
import type { SimResponse } from "../wire";
import { wrong, wrongFields } from "./answers";
import { change } from "./changes";
import { type Context, orderById, required } from "./context";

type Children = Readonly<Record<string, readonly string[]>>;

/** POST domains/add-cns: a host below the name, or further addresses of one. */
export function addChild(context: Context): SimResponse {
  const host = hostIn(context, "cns");
  const ips = addresses(context);
  const { children = {} } = orderById(context);
  const present = children[host] ?? [];
  if (ips.some((ip) => present.includes(ip))) throw wrong("This IpAddress already exists");
  return replace(context, "AddCNS", { ...children, [host]: [...present, ...ips] });
}

/** POST domains/modify-cns-name */
export function renameChild(context: Context): SimResponse {
  const [before, after] = [hostIn(context, "old-cns"), hostIn(context, "new-cns")];
  const { [before]: ips, ...others } = orderById(context).children ?? {};
  if (!ips) throw unknown(before);
  if (others[after]) throw wrong(`${after} already exists`);
  return replace(context, "ModCNSName", { ...others, [after]: ips });
}

/** POST domains/modify-cns-ip: one address for another. */
export function changeChildAddress(context: Context): SimResponse {
  const host = hostIn(context, "cns");
  const [before, after] = [address(context, "old-ip"), address(context, "new-ip")];
  const { children = {} } = orderById(context);
  if (!children[host]?.includes(before)) throw unknown(`${host} ${before}`);
  const ips = children[host].map((ip) => (ip === before ? after : ip));
  return replace(context, "ModCNSIp", { ...children, [host]: ips });
}

/** POST domains/delete-cns-ip: with its last address the host is gone. */
export function removeChildAddress(context: Context): SimResponse {
  const host = hostIn(context, "cns");
  const ip = address(context, "ip");
  const { [host]: ips = [], ...others } = orderById(context).children ?? {};
  if (!ips.includes(ip)) throw unknown(`${host} ${ip}`);
  const left = ips.filter((one) => one !== ip);
  return replace(context, "DelCNSIp", left.length > 0 ? { ...others, [host]: left } : others);
}

const replace = (context: Context, type: string, children: Children): SimResponse =>
  change(context, type, "Modification of Child Nameservers", { children });

const unknown = (what: string) => wrong(`Child Nameserver ${what} doesn't exist`);

function hostIn(context: Context, parameter: string): string {
  const { name } = orderById(context);
  const host = HostName.safeParse(required(context, parameter).toLowerCase());
  if (!host.success || !host.data.endsWith(`.${name}`))
    throw wrongFields({ [parameter]: `must be a host below ${name}` });
  return host.data;
}

function addresses(context: Context): string[] {
  required(context, "ip");
  return context.parameters.getAll("ip").map((text) => addressIn(text, "ip"));
}

const address = (context: Context, parameter: string) =>
  addressIn(required(context, parameter), parameter);

function addressIn(text: string, parameter: string): string {
  const told = canonicalAddress(text);
  if (told === null) throw wrongFields({ [parameter]: "is not a valid IP address" });
  return told;
}
