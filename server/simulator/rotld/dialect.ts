import { domainToASCII } from "node:url";
import type { Simulation } from "../simulation";
import {
  type Dialect,
  type FreeWrite,
  type PaidRequest,
  Refused,
  type SimRequest,
  type SimResponse,
} from "../wire";
import * as arrivals from "./arrivals";
import { Book, ROTLD_PREFIX } from "./book";
import * as contacts from "./contacts";
import { answer, refuse, type Verb } from "./context";
import * as delegation from "./delegation";
import { DigestDoor } from "./digest-door";
import * as domains from "./domains";
import { PAID } from "./prices";

const checkBalance: Verb = (context) => {
  const minor = context.book.balanceMinor(context.registrar.id);
  return answer(context, { balance: (minor / 100).toFixed(2) });
};

const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ["hello", (context) => answer(context, { greeting: "ROTLD REST 2 simulator" })],
  ["check-availability", domains.checkAvailability],
  ["check-renewal-availability", domains.checkRenewals],
  ["check-balance", checkBalance],
  ["contact-create", contacts.createContact],
  ["contact-info", contacts.readContact],
  ["contact-update", contacts.updateContact],
  ["contact-correct", contacts.correctContact],
  ["domain-register", domains.register],
  ["domain-activate", domains.activate],
  ["domain-renew", domains.renew],
  ["domain-info", domains.readDomain],
  ["domain-reset-ns", delegation.resetNameservers],
  ["domain-transfer", arrivals.transfer],
  ["domain-trade", arrivals.trade],
  ["trade-info", arrivals.readTrade],
  ["trade-confirm", arrivals.confirmTrade],
  ["nameserver-create", delegation.createHost],
  ["nameserver-update", delegation.updateHost],
  ["nameserver-info", delegation.readHost],
  ["nameserver-delete", delegation.deleteHost],
  ["domain-dsdata-add", delegation.addDsData],
  ["domain-dsdata-remove", delegation.removeDsData],
  ["poll-fetch", arrivals.fetchMessage],
  ["poll-ack", arrivals.acknowledge],
]);

/** Commands that change something for nothing. */
const WRITING =
  /^(?:contact-(?:create|update|correct)|domain-(?:activate|reset-ns|dsdata-add|dsdata-remove)|nameserver-(?:create|update|delete)|trade-confirm|poll-ack)$/;

/** ROTLD's REST 2: one address, POSTed forms behind HTTP Digest, result codes under HTTP 200. */
export class RotldDialect implements Dialect {
  readonly prefix = ROTLD_PREFIX;
  private door = new DigestDoor();
  private book: Book;

  constructor(private readonly sim: Simulation) {
    this.book = new Book(sim);
  }

  reset(): void {
    this.door = new DigestDoor();
    this.book = new Book(this.sim);
  }

  answer(request: SimRequest): SimResponse {
    const admitted = this.door.admit(request, this.sim.now().getTime());
    if ("status" in admitted) return admitted;
    if (request.method !== "POST" || request.url.pathname !== `${ROTLD_PREFIX}/`)
      return this.failure(404);
    const form = formOf(request);
    const language = form.get("lang") === "ro" ? "ro" : "en";
    const context = { book: this.book, registrar: admitted, form, language } as const;
    const verb = VERBS.get(form.get("command") ?? "");
    try {
      if (!verb) throw refuse(context, "50001", "command");
      if ((form.get("format") ?? "json") !== "json") throw refuse(context, "50003", "format");
      return verb(context);
    } catch (refusal) {
      if (refusal instanceof Refused) return refusal.response;
      throw refusal;
    }
  }

  /** A request that is challenged orders nothing: it never reaches a command. */
  paid(request: SimRequest): PaidRequest | null {
    const form = formOf(request);
    const command = form.get("command") ?? "";
    const action = PAID.get(command);
    const registrar = this.door.knows(request, this.sim.now().getTime());
    const isReservation = command === "domain-register" && form.get("reservation") === "1";
    if (!action || !registrar || isReservation) return null;
    return { action, account: registrar.id, domain: this.domainOf(request) };
  }

  /** Like a purchase, a change that is challenged was not asked for. */
  written(request: SimRequest): FreeWrite | null {
    const registrar = this.door.knows(request, this.sim.now().getTime());
    const command = formOf(request).get("command") ?? "";
    return registrar && WRITING.test(command) ? { account: registrar.id, command } : null;
  }

  domainOf(request: SimRequest): string | null {
    const name = formOf(request).get("domain");
    return name === null ? null : domainToASCII(name);
  }

  failure(status: number): SimResponse {
    if (status === 401) return this.door.challenge(this.sim.now().getTime(), false);
    return {
      status,
      headers: { "content-type": "text/html" },
      body: `<html><head><title>${status}</title></head><body><h1>Service unavailable</h1></body></html>\n`,
    };
  }
}

/** The form in the body; a body of any other type holds none. */
function formOf({ headers, body }: SimRequest): URLSearchParams {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers["content-type"] ?? "");
  return new URLSearchParams(isForm ? body : "");
}
