import { tzOffset } from "@date-fns/tz";
import type { SimResponse } from "../wire";
import type { RotldRegistrar } from "./accounts";
import type { Book } from "./book";
import { done, type Language, refusal } from "./envelope";
import type { RotldDomain } from "./records";

const NAME =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.(?:com|org|tm|nt|nom|info|rec|arts|firm|store|www))?\.ro$/;

/** One admitted command. */
export type Context = {
  readonly book: Book;
  readonly registrar: RotldRegistrar;
  /** The form; a field given twice counts with its first value. */
  readonly form: URLSearchParams;
  readonly language: Language;
};

export type Verb = (context: Context) => SimResponse;

export const answer = ({ language }: Context, told?: unknown): SimResponse => done(language, told);

export const refuse = ({ language }: Context, code: string, detail?: string) =>
  refusal(code, language, detail);

/**
 * The name that a command is about.
 * @throws Refused 50002 for one that cannot be
 */
export function askedName(context: Context): string {
  const name = (context.form.get("domain") ?? "").toLowerCase();
  if (!NAME.test(name)) throw refuse(context, "50002", "domain");
  return name;
}

/**
 * The name that a command is about, when it is this registrar's.
 * @throws Refused 10001 when there is none, 10002 when another registrar holds it
 */
export function ownDomain(context: Context): RotldDomain {
  const domain = context.book.domain(askedName(context));
  if (!domain) throw refuse(context, "10001");
  if (domain.registrarId !== context.registrar.id) throw refuse(context, "10002");
  return domain;
}

/** A whole number of years from 1 to 10. */
export function years(context: Context, field: string): number {
  const text = context.form.get(field) ?? "";
  if (!/^(?:[1-9]|10)$/.test(text)) throw refuse(context, "50031", field);
  return Number(text);
}

/** An instant as the registry writes it: local time, without an offset. */
export function localTime(at: string): string {
  const instant = new Date(at);
  const local = instant.getTime() + tzOffset("Europe/Bucharest", instant) * 60_000;
  return new Date(local).toISOString().slice(0, 19).replace("T", " ");
}
