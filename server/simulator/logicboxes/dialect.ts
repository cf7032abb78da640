import { domainToASCII } from "node:url";
import { RateLimit } from "../gandi/rate-limit";
import type { Simulation } from "../simulation";
import {
  type Dialect,
  type FreeWrite,
  json,
  type PaidRequest,
  Refused,
  type SimRequest,
  type SimResponse,
} from "../wire";
import { RESELLERS, type Reseller } from "./accounts";
import { addressRefused, page, unknownCaller, wrongFields } from "./answers";
import { Book, LOGICBOXES_PREFIX } from "./book";
import { PAID, READS, WRITES } from "./routes";

/** Clients join host and path with a slash too many; the real servers do not mind. */
const PATH = /^\/logicboxes\/+api\/([a-z0-9/-]+)\.json$/;

/** The HTTP API of LogicBoxes, which ResellerClub and other brands share. */
export class LogicBoxesDialect implements Dialect {
  readonly prefix = LOGICBOXES_PREFIX;
  private book: Book;
  private rateLimit = new RateLimit();

  constructor(private readonly sim: Simulation) {
    this.book = new Book(sim);
  }

  reset(): void {
    this.book = new Book(this.sim);
    this.rateLimit = new RateLimit();
  }

  answer(request: SimRequest): SimResponse {
    const { requestsPerMinute } = this.sim.state.settings;
    const nowMs = this.sim.now().getTime();
    if (!this.rateLimit.admits(request.remoteAddress, nowMs, requestsPerMinute))
      return this.failure(429);
    try {
      return this.call(request);
    } catch (refusal) {
      if (refusal instanceof Refused) return refusal.response;
      throw refusal;
    }
  }

  paid(request: SimRequest): PaidRequest | null {
    const action = request.method === "POST" ? PAID.get(callIn(request.url)) : undefined;
    if (!action) return null;
    const account = resellerOf(parametersOf(request))?.userId ?? null;
    return { action, account, domain: this.domainOf(request) };
  }

  written(request: SimRequest): FreeWrite | null {
    const called = callIn(request.url);
    const isFreeWrite = request.method === "POST" && WRITES.has(called) && !PAID.has(called);
    return isFreeWrite ? { account: resellerOf(parametersOf(request))?.userId ?? null } : null;
  }

  domainOf(request: SimRequest): string | null {
    return this.named(parametersOf(request));
  }

  scriptable(url: URL): { path: string; domain: string | null } {
    return { path: url.pathname, domain: this.named(url.searchParams) };
  }

  failure(status: number): SimResponse {
    if (status === 403) return addressRefused();
    if (status === 429) return page(429, "error code: 1015");
    if (status === 500) return json(500, { status: "ERROR", message: "Internal error" });
    return {
      status,
      headers: { "content-type": "text/html" },
      body: `<html><head><title>${status}</title></head><body>Please try again</body></html>\n`,
    };
  }

  private call(request: SimRequest): SimResponse {
    const parameters = parametersOf(request);
    const reseller = resellerOf(parameters);
    if (!reseller || reseller.isSuspended) throw unknownCaller();
    if (reseller.allowed && !reseller.allowed.includes(request.remoteAddress))
      return addressRefused();
    const verb = (request.method === "POST" ? WRITES : READS).get(callIn(request.url));
    if (!verb) return page(404, "Not found");
    const bracketed = [...parameters.keys()].find((name) => /[[\]]/.test(name));
    if (bracketed) throw wrongFields({ [bracketed.replace(/\[.*/, "")]: "unknown parameter" });
    return verb({ book: this.book, reseller, parameters });
  }

  /** The name that parameters are about, directly or by the number of its order. */
  private named(parameters: URLSearchParams): string | null {
    const name = parameters.get("domain-name");
    if (name?.includes(".")) return domainToASCII(name);
    return this.book.order(parameters.get("order-id") ?? "")?.name ?? null;
  }
}

/** The call a path names, without the suffix of its format; empty for none of this API. */
const callIn = (url: URL): string => PATH.exec(url.pathname)?.[1] ?? "";

/** A POST may carry its parameters in the query, in a form, or some in each. A body without a type is a form. */
function parametersOf({ method, url, headers, body }: SimRequest): URLSearchParams {
  const type = headers["content-type"];
  const isForm = type === undefined || /^application\/x-www-form-urlencoded\b/i.test(type);
  const form = method === "POST" && isForm ? new URLSearchParams(body) : [];
  return new URLSearchParams([...url.searchParams, ...form]);
}

function resellerOf(parameters: URLSearchParams): Reseller | undefined {
  const key = parameters.get("api-key") ?? parameters.get("auth-password");
  return RESELLERS.find((one) => one.userId === parameters.get("auth-userid") && one.key === key);
}
