import { domainToASCII } from "node:url";
import { DomainName, HostName } from "../../names/domain-name";
import type { SimResponse } from "../wire";
import type { Reseller } from "./accounts";
import { notFound, wrongFields } from "./answers";
import type { Book } from "./book";
import type { LbOrder } from "./records";

/** One admitted call. */
export type Context = {
  readonly book: Book;
  readonly reseller: Reseller;
  /** Parameters of the query and, for a POST, of the form. */
  readonly parameters: URLSearchParams;
};

export type Verb = (context: Context) => SimResponse;

/** @throws Refused when it is not given */
export function required({ parameters }: Context, name: string): string {
  const value = parameters.get(name)?.trim();
  if (!value) throw wrongFields({ [name]: `${name} is required` });
  return value;
}

/** @throws Refused for a parameter that is not a whole number from `least` to `most` */
export function wholeNumber(
  context: Context,
  name: string,
  [least, most]: readonly [number, number],
): number {
  const text = required(context, name);
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most))
    throw wrongFields({ [name]: `${name} must be from ${least} to ${most}` });
  return value;
}

/** A full name. @throws Refused for a bare label and for one that cannot be */
export function fullName(context: Context): string {
  const name = DomainName.safeParse(domainToASCII(required(context, "domain-name")));
  if (!name.success) throw wrongFields({ "domain-name": "a full domain name is needed" });
  return name.data;
}

/** @throws Refused for fewer than two hosts, more than thirteen, and for one that is none */
export function hosts({ parameters }: Context): string[] {
  const told = parameters.getAll("ns").map((host) => HostName.safeParse(host.toLowerCase()));
  if (told.length < 2 || told.length > 13)
    throw wrongFields({ ns: "2 to 13 nameservers are needed" });
  if (told.some((host) => !host.success)) throw wrongFields({ ns: "not all are host names" });
  return told.flatMap((host) => host.data ?? []);
}

/** The order an `order-id` names, when it is this reseller's. */
export function orderById(context: Context): LbOrder {
  const id = required(context, "order-id");
  const order = context.book.order(id);
  if (!order || order.userId !== context.reseller.userId) throw notFound(id);
  return order;
}

/** The order that holds a `domain-name`, when it is this reseller's and has not ended long ago. */
export function orderByName(context: Context): LbOrder {
  const name = fullName(context);
  const order = context.book.holding(name);
  if (!order || order.userId !== context.reseller.userId || order.state === "Archived")
    throw notFound(name);
  return order;
}

export const isOn = ({ parameters }: Context, name: string): boolean =>
  parameters.get(name) === "true";
