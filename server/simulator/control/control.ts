import { z } from "zod";
import type { Exchanges } from "../exchange";
import { MOVED_PRICES } from "../gandi/prices";
import { Script, type Scripts } from "../scripts";
import { Settings } from "../settings";
import type { Simulation } from "../simulation";
import { json, readJson, type SimRequest, type SimResponse } from "../wire";
import { KNOWN_TOKENS, ORGANISATIONS } from "../world/accounts";
import { driftsOf } from "../world/drifts";
import { ClockBody, DomainPatch, Fqdn, GenerateBody, PriceBody } from "./bodies";
import { patchDomain } from "./patch-domain";

export const CONTROL_PREFIX = "/_sim";

type Verb = (parts: Exchanges, request: SimRequest) => SimResponse;

const done = (body: unknown = { ok: true }) => json(200, body);

const VERBS: Readonly<Record<string, Verb>> = {
  "GET /world": () => done(accounts()),
  "GET /scripts": ({ scripts }) => done({ scripts: scripts.report() }),
  "POST /scripts": ({ scripts }, request) => addScript(scripts, Script.parse(readJson(request))),
  "DELETE /scripts": ({ scripts }) => {
    scripts.clear();
    return done();
  },
  "GET /ledger": ({ sim }) => done({ entries: sim.state.ledger }),
  "GET /writes": ({ sim }) => done({ entries: sim.state.writes }),
  "GET /requests": ({ log }) => done(log.report()),
  "GET /settings": ({ sim }) => done(sim.state.settings),
  "POST /settings": ({ sim }, request) => {
    const settings = Settings.partial().parse(readJson(request));
    sim.record({ kind: "settings_changed", settings: defined(settings) });
    return done(sim.state.settings);
  },
  "POST /clock": ({ sim }, request) => {
    const { advanceMs } = ClockBody.parse(readJson(request));
    sim.record({ kind: "clock_moved", byMs: advanceMs });
    return done({ now: sim.now().toISOString() });
  },
  "POST /drift": ({ sim }) => drift(sim),
  "POST /generate": ({ sim }, request) => {
    const { account, count } = GenerateBody.parse(readJson(request));
    sim.record({ kind: "generated", organisationId: account, count });
    return done({ domains: sim.state.domains.size });
  },
  "POST /prices": ({ sim }, request) => {
    const { tld, action, cents } = PriceBody.parse(readJson(request));
    sim.record({ kind: "kept", prefix: MOVED_PRICES, key: `${tld}|${action}`, value: cents });
    return done();
  },
  "POST /reset": ({ sim, scripts, log, dialects }) => {
    scripts.clear();
    log.clear();
    sim.reset();
    for (const dialect of dialects) dialect.reset();
    return done();
  },
};

/**
 * The script API: how tests set up the world, break exchanges and read what happened.
 *
 * It can kill processes, so it answers nobody but local programs: a web page is known by its Origin,
 * and a name that was made to point here by the Host it was called with.
 */
export function control(parts: Exchanges, request: SimRequest): SimResponse {
  if (!isLocalProgram(request)) return json(403, { error: "Only local programs may call this." });
  try {
    return dispatch(parts, request);
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
    if (error instanceof SyntaxError) return json(400, { error: error.message });
    throw error;
  }
}

function dispatch(parts: Exchanges, request: SimRequest): SimResponse {
  const path = request.url.pathname.slice(CONTROL_PREFIX.length);
  const verb = VERBS[`${request.method} ${path}`];
  if (verb) return verb(parts, request);
  const named = /^\/domains\/([^/]+)$/.exec(path)?.[1];
  if (named && request.method === "PATCH") return patch(parts.sim, named, request);
  return json(404, { error: "No such verb." });
}

function patch(sim: Simulation, named: string, request: SimRequest): SimResponse {
  const fqdn = Fqdn.parse(decodeURIComponent(named));
  const domain = patchDomain(sim, fqdn, DomainPatch.parse(readJson(request)));
  return domain === undefined ? json(404, { error: "No such domain." }) : done({ domain });
}

function drift(sim: Simulation): SimResponse {
  const isFirst = sim.state.driftedAt === null;
  const drifts = driftsOf(sim.state).map(({ fqdn, organisationId, what }) => ({
    fqdn,
    organisationId,
    what,
  }));
  if (isFirst) sim.record({ kind: "drifted" });
  return done({ applied: isFirst, drifts: isFirst ? drifts : [] });
}

function addScript(scripts: Scripts, script: Script): SimResponse {
  const { action } = script;
  if (action.kind === "kill" && action.pid === process.pid) {
    return json(400, { error: "The simulator does not kill itself." });
  }
  return json(201, { id: scripts.add(script) });
}

/** The accounts with their tokens, so that a demo can connect without knowing this code. */
function accounts() {
  return {
    accounts: ORGANISATIONS.map(({ id, name }) => ({
      id,
      name,
      tokens: KNOWN_TOKENS.filter((token) => token.organisationId === id).map(
        ({ secret, canWrite, expiresInDays }) => ({ secret, canWrite, expiresInDays }),
      ),
    })),
  };
}

function isLocalProgram({ headers }: SimRequest): boolean {
  const host = headers.host?.replace(/:\d+$/, "");
  return headers.origin === undefined && (host === "127.0.0.1" || host === "localhost");
}

function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
