import type { z } from "zod";
import type { DomainRecord, Token } from "../records";
import type { Simulation } from "../simulation";
import { json, Refused, readJson, type SimRequest, type SimResponse } from "../wire";
import { type FieldError, fieldErrors, notFound, refused, shapeB } from "./errors";

/** What one authenticated request may use. */
export type Context = {
  readonly sim: Simulation;
  readonly request: SimRequest;
  readonly token: Token;
  readonly query: URLSearchParams;
  /** The domain in the path; empty for a path that names none. */
  readonly fqdn: string;
  /** What the path names below the domain, as it was written; empty where it ends there. */
  readonly part: string;
  /** Address prefix of the links in answers. */
  readonly base: string;
};

export const isDryRun = (request: SimRequest) => request.headers["dry-run"] === "1";

/**
 * The domain in the path, as the token's organisation may see it.
 * @throws Refused 404 when there is none, 403 when it belongs to another organisation
 */
export function ownDomain({ sim, token, fqdn }: Context): DomainRecord {
  const domain = sim.domain(fqdn);
  if (!domain) throw notFound();
  if (domain.organisationId !== token.organisationId) throw refused(403);
  return domain;
}

/**
 * The JSON body, checked.
 * @throws Refused with error shape B, status 400, or 200 in a dry run
 */
export function bodyOf<S extends z.ZodType>(context: Context, schema: S): z.infer<S> {
  const parsed = schema.safeParse(readJson(context.request));
  if (parsed.success) return parsed.data;
  throw refuseFields(context, fieldErrors(parsed.error, "body"));
}

/**
 * The query, checked. A parameter given twice counts with its first value.
 * @throws Refused with error shape B
 */
export function queryOf<S extends z.ZodType>(context: Context, schema: S): z.infer<S> {
  const first = Object.fromEntries([...context.query].reverse());
  const parsed = schema.safeParse(first);
  if (parsed.success) return parsed.data;
  throw refuseFields(context, fieldErrors(parsed.error, "query"));
}

/** A refusal over single fields, for a rule no schema can hold. */
export function refuseFields(context: Context, errors: readonly FieldError[]): Refused {
  return new Refused(shapeB(errors, isDryRun(context.request)));
}

/**
 * Takes up a checked write: a dry run is told that it would succeed, anything else gets 202 once
 * `act` has put it on its way.
 */
export function takeUp(
  context: Context,
  message: string,
  act: () => void,
  more: { headers?: Record<string, string>; bill?: SimResponse["bill"] } = {},
): SimResponse {
  if (isDryRun(context.request)) return json(200, { status: "success" });
  act();
  const response = json(202, { message }, more.headers);
  return more.bill ? { ...response, bill: more.bill } : response;
}

/** A part of a path as it is meant; one that is cut in the middle of an escape means nothing. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

/** What `field` of the domain will be when all that is under way by `operation` is done. */
export function standing<F extends "glue" | "keys">(
  context: Context,
  operation: string,
  field: F,
): NonNullable<DomainRecord[F]> | readonly [] {
  const { sim, fqdn } = context;
  const awaited = sim.state.pending.flatMap(({ fqdn: name, operation: other, change }) =>
    name === fqdn && other === operation && change?.kind === "domain_patched"
      ? [change.fields[field]]
      : [],
  );
  return awaited.at(-1) ?? ownDomain(context)[field] ?? [];
}
