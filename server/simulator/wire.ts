import type { IncomingHttpHeaders } from "node:http";
import type { PaidAction } from "./ledger";

/** A request as the dialects see it, its body read to the end. */
export type SimRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly remoteAddress: string;
};

/** What is billed for a request once it is accepted. */
export type Bill = { readonly priceMinor: number; readonly currency: string };

export type SimResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly bill?: Bill;
};

/** A request that costs money when it succeeds, whoever sent it and however it ends. */
export type PaidRequest = {
  readonly action: PaidAction;
  readonly account: string | null;
  readonly domain: string | null;
};

/** A request that costs nothing and would change something. */
export type FreeWrite = {
  readonly account: string | null;
  /** Which of the calls that share a path, where the path does not tell. */
  readonly command?: string;
};

/** One registrar's way of speaking, served under its own path prefix. */
export type Dialect = {
  readonly prefix: string;
  answer(request: SimRequest): SimResponse;
  /** What `request` would buy; null for one that is free, or only a rehearsal. */
  paid(request: SimRequest): PaidRequest | null;
  /** What a free `request` would change; null for any other request. */
  written(request: SimRequest): FreeWrite | null;
  /** The domain `request` is about, where neither its URL nor a JSON `fqdn` tells. */
  domainOf?(request: SimRequest): string | null;
  /** The answer this registrar gives with `status` when a script asks for no body of its own. */
  failure(status: number): SimResponse;
  /** What scripts see of a request whose path and domain are not in its path alone. */
  scriptable?(url: URL): { readonly path: string; readonly domain: string | null };
  /** Told of a request as it comes in, before any delay. @returns told when it has been answered */
  arrived?(request: SimRequest): () => void;
  /** Forgets what it remembers beside the simulation: caches, counters. */
  reset(): void;
};

/** An answer thrown from wherever a request turned out to be wrong. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(readonly response: SimResponse) {
    super(`refused with ${response.status}`);
  }
}

const JSON_HEADERS = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "max-age=0, must-revalidate, no-cache, no-store",
};

export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): SimResponse {
  return rawJson(status, JSON.stringify(body), headers);
}

/** Like {@link json}, for a body that is serialised already. */
export function rawJson(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): SimResponse {
  return { status, headers: { ...JSON_HEADERS, ...headers }, body };
}

/** The JSON body of `request`; undefined when there is none or it cannot be read. */
export function readJson(request: SimRequest): unknown {
  try {
    return JSON.parse(request.body);
  } catch {
    return undefined;
  }
}
