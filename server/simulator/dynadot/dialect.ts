import { domainToASCII } from "node:url";
import { z } from "zod";
import { RateLimit } from "../gandi/rate-limit";
import type { PaidAction } from "../ledger";
import type { Simulation } from "../simulation";
import {
  type Dialect,
  type FreeWrite,
  type PaidRequest,
  readJson,
  type SimRequest,
  type SimResponse,
} from "../wire";
import { type Account, accountOf, BULK, LEVELS, REGULAR } from "./accounts";
import { failed, rootOf, told } from "./api3-answers";
import { COMMANDS } from "./api3-commands";
import { requestDeparture } from "./departures";
import { Memory, PREFIX } from "./memory";
import { Office } from "./office";
import { failure } from "./rest-answers";
import { ROUTES } from "./rest-routes";
import { claimedAccount, signer } from "./rest-signature";
import { busy, notOurs, Trouble } from "./trouble";
import { domainsOf } from "./world";

const NamedBody = z.object({ domain_name: z.string() });

const API3 = `${PREFIX}/api3.json`;
const REST = `${PREFIX}/restful/v2`;

/** Commands of API3 that change something, by their first word. */
const WRITING_COMMAND = /^(?:set|add|create|edit|register|delete|lock|cancel|authorize)_/;

/** Asked for by another registrar when the world begins. */
const DEPARTING = "quayside-storage.com";

const PAID_COMMANDS: Readonly<Record<string, PaidAction>> = {
  register: "register",
  renew: "renew",
  transfer: "transfer",
};

/** Dynadot's two APIs on one world: API3, a GET with the key for everything, and the signed REST v2. */
export class DynadotDialect implements Dialect {
  readonly prefix = PREFIX;
  private readonly memory: Memory;
  private rateLimit = new RateLimit();
  /** Calls of each account that are not answered yet. */
  private readonly underWay = new Map<string, number>();
  /** Calls that came in when their account had all its threads in use. */
  private readonly overflown = new WeakSet<SimRequest>();

  constructor(private readonly sim: Simulation) {
    this.memory = new Memory(sim);
    this.begin();
  }

  reset(): void {
    this.rateLimit = new RateLimit();
    this.begin();
  }

  answer(request: SimRequest): SimResponse {
    return isApi3(request.url) ? this.answerApi3(request) : this.answerRest(request);
  }

  paid(request: SimRequest): PaidRequest | null {
    const action = isApi3(request.url) ? paidCommand(request.url) : restRoute(request)?.route.paid;
    if (!action) return null;
    const { domain } = this.scriptable(request.url);
    return { action, account: claimant(request)?.id ?? null, domain };
  }

  written(request: SimRequest): FreeWrite | null {
    if (this.paid(request)) return null;
    const command = request.url.searchParams.get("command") ?? "";
    const isWrite = isApi3(request.url)
      ? WRITING_COMMAND.test(command)
      : request.method !== "GET" && restRoute(request) !== undefined;
    return isWrite ? { account: claimant(request)?.id ?? null } : null;
  }

  /** Orders are addressed by number; the name stands in the body. */
  domainOf(request: SimRequest): string | null {
    const body = NamedBody.safeParse(readJson(request));
    return body.success ? ascii(body.data.domain_name) : null;
  }

  failure(status: number): SimResponse {
    if (status >= 500)
      return { status, headers: { "content-type": "text/html" }, body: "<h1>Service error</h1>" };
    return { ...failure(status === 429 ? busy() : new Trouble(status, "Refused.")), status };
  }

  /** All commands share an address, so the command stands behind it, as `/dynadot/api3.json/renew`. */
  scriptable(url: URL): { path: string; domain: string | null } {
    if (!isApi3(url)) {
      const named = url.pathname.split("/").find((part) => part.includes("."));
      return { path: url.pathname, domain: named ? ascii(named) : null };
    }
    const domain = url.searchParams.get("domain") ?? url.searchParams.get("domain0");
    const path = `${url.pathname}/${url.searchParams.get("command") ?? ""}`;
    return { path, domain: domain ? ascii(domain) : null };
  }

  arrived(request: SimRequest): () => void {
    const account = claimant(request);
    if (!account) return () => undefined;
    const count = this.underWay.get(account.id) ?? 0;
    if (count >= LEVELS[account.level].threads) this.overflown.add(request);
    this.underWay.set(account.id, count + 1);
    return () => this.underWay.set(account.id, (this.underWay.get(account.id) ?? 1) - 1);
  }

  /** Its names stand in the world from the first start; a restart finds them in the journal. */
  private begin(): void {
    if (this.sim.kept(PREFIX).has("began")) return;
    for (const domain of [REGULAR, BULK].flatMap((one) => domainsOf(one, this.sim.now())))
      this.sim.record({ kind: "domain_put", domain });
    requestDeparture(this.office(BULK), DEPARTING);
    this.sim.keep(PREFIX, "began", true);
  }

  private answerApi3(request: SimRequest): SimResponse {
    const query = request.url.searchParams;
    const name = query.get("command") ?? "";
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    const root = command ? rootOf(name) : "Response";
    try {
      const account = accountOf(query.get("key"));
      if (!account) return failed("Response", new Trouble(401, "invalid key"));
      this.admit(request, account);
      if (!command) throw new Trouble(400, "invalid command");
      const { bill, ...reply } = command(this.office(account), query);
      return { ...told({ root, ...reply }), ...(bill ? { bill } : {}) };
    } catch (trouble) {
      if (trouble instanceof Trouble) return failed(root, trouble);
      throw trouble;
    }
  }

  private answerRest(request: SimRequest): SimResponse {
    try {
      const account = signer(request);
      this.admit(request, account);
      const match = restRoute(request);
      if (!match) throw notOurs();
      const { route, named } = match;
      const query = request.url.searchParams;
      return route.answer({ office: this.office(account), named, query, request });
    } catch (trouble) {
      if (trouble instanceof Trouble) return failure(trouble);
      throw trouble;
    }
  }

  private office(account: Account): Office {
    return new Office(this.sim, this.memory, account);
  }

  /** @throws Trouble when the account has more calls under way, or in this minute, than its level has */
  private admit(request: SimRequest, account: Account): void {
    const { requestsPerMinute } = this.sim.state.settings;
    const most = Math.min(LEVELS[account.level].perMinute, requestsPerMinute);
    const isInTime = this.rateLimit.admits(account.id, this.sim.now().getTime(), most);
    if (!isInTime || this.overflown.has(request)) throw busy();
  }
}

const isApi3 = (url: URL) => url.pathname === API3;

const claimant = (request: SimRequest): Account | undefined =>
  isApi3(request.url) ? accountOf(request.url.searchParams.get("key")) : claimedAccount(request);

const paidCommand = ({ searchParams }: URL): PaidAction | undefined =>
  searchParams.get("price_check") === "1"
    ? undefined
    : PAID_COMMANDS[searchParams.get("command") ?? ""];

function restRoute({ method, url }: SimRequest) {
  if (!url.pathname.startsWith(`${REST}/`)) return undefined;
  const path = url.pathname.slice(REST.length);
  for (const route of ROUTES) {
    const found = route.method === method ? route.path.exec(path) : null;
    if (found) return { route, named: ascii(found[1] ?? "") };
  }
  return undefined;
}

/** A path may be cut in the middle of an escape; such a name is one nobody has. */
function ascii(text: string): string {
  try {
    const decoded = decodeURIComponent(text);
    return /^\d+$/.test(decoded) ? decoded : domainToASCII(decoded);
  } catch {
    return "";
  }
}
