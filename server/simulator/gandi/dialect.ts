import { domainToASCII } from "node:url";
import { z } from "zod";
import type { Simulation } from "../simulation";
import {
  type Dialect,
  type FreeWrite,
  type PaidRequest,
  Refused,
  readJson,
  type SimRequest,
  type SimResponse,
} from "../wire";
import { authenticate, organisationOf } from "./auth";
import { Availability } from "./availability";
import { isDryRun } from "./context";
import { notFound, refused, shapeA } from "./errors";
import { DomainList } from "./list";
import { RateLimit } from "./rate-limit";
import { ROUTES, type Route, type Services } from "./routes";

const PREFIX = "/v5";
const NamedBody = z.object({ fqdn: z.string() });

/** Gandi's API v5 as far as domains and their records go. @see https://api.gandi.net/docs/domains/ */
export class GandiDialect implements Dialect {
  readonly prefix = PREFIX;
  private services: Services;
  private rateLimit = new RateLimit();

  constructor(private readonly sim: Simulation) {
    this.services = servicesOf(sim);
  }

  reset(): void {
    this.services = servicesOf(this.sim);
    this.rateLimit = new RateLimit();
  }

  answer(request: SimRequest): SimResponse {
    try {
      return this.route(request);
    } catch (refusal) {
      if (refusal instanceof Refused) return refusal.response;
      throw refusal;
    }
  }

  paid(request: SimRequest): PaidRequest | null {
    const action = matching(request)?.route.paid;
    if (!action || isDryRun(request)) return null;
    return { action, account: organisationOf(request), domain: domainIn(request) };
  }

  written(request: SimRequest): FreeWrite | null {
    const route = request.method === "GET" ? undefined : matching(request)?.route;
    const isFreeWrite = route && !route.paid && !route.isQuestion && !isDryRun(request);
    return isFreeWrite ? { account: organisationOf(request) } : null;
  }

  failure(status: number): SimResponse {
    return shapeA(status);
  }

  private route(request: SimRequest): SimResponse {
    const sim = this.sim;
    const { requestsPerMinute, retryAfterSeconds } = sim.state.settings;
    const nowMs = sim.now().getTime();
    if (!this.rateLimit.admits(request.remoteAddress, nowMs, requestsPerMinute)) {
      return tooMany(retryAfterSeconds);
    }
    const token = authenticate(sim, request);
    const match = matching(request);
    if (!match) throw isKnownPath(request) ? refused(405) : notFound();
    const base = `http://${request.headers.host ?? request.url.host}${PREFIX}`;
    const query = request.url.searchParams;
    return match.route.answer(
      { sim, request, token, query, fqdn: match.name, part: match.part, base },
      this.services,
    );
  }
}

const servicesOf = (sim: Simulation): Services => ({
  availability: new Availability(sim),
  list: new DomainList(),
});

type Match = { readonly route: Route; readonly name: string; readonly part: string };

function matching(request: SimRequest): Match | undefined {
  const path = pathOf(request);
  for (const route of ROUTES) {
    const found = route.method === request.method ? route.path.exec(path) : null;
    if (found) return { route, name: aLabels(found[1] ?? ""), part: found[2] ?? "" };
  }
  return undefined;
}

const isKnownPath = (request: SimRequest) =>
  ROUTES.some((route) => route.path.test(pathOf(request)));

const pathOf = (request: SimRequest) => request.url.pathname.slice(PREFIX.length);

/** The domain a request is about, in its path or in its body. */
function domainIn(request: SimRequest): string | null {
  const inPath = matching(request)?.name;
  if (inPath) return inPath;
  const inBody = NamedBody.safeParse(readJson(request));
  return inBody.success ? aLabels(inBody.data.fqdn) : null;
}

/** A path may be cut in the middle of an escape; such a name is one nobody has. */
function aLabels(text: string): string {
  try {
    return domainToASCII(decodeURIComponent(text));
  } catch {
    return "";
  }
}

function tooMany(retryAfterSeconds: number | null): SimResponse {
  const response = shapeA(429);
  if (retryAfterSeconds === null) return response;
  return { ...response, headers: { ...response.headers, "retry-after": `${retryAfterSeconds}` } };
}
