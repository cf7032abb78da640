import { ownContact } from "./contacts";
import { answer, askedName, type Context, refuse, type Verb, years } from "./context";
import { billed, mustAfford, YEAR_MINOR } from "./prices";
import type { RotldDomain, RotldTrade } from "./records";

/** domain-transfer. The name comes after the delay, and a message with it; there is no number. */
export const transfer: Verb = (context) => {
  const { book, registrar } = context;
  const domain = foreignDomain(context);
  if (domain.registrarId === registrar.id || domain.arrival) throw refuse(context, "10009");
  const at = book.dueAt;
  const { registrantId } = domain;
  const arrival = { at, registrarId: registrar.id, registrantId, years: 0 };
  book.put("domain", domain.name, { ...domain, arrival });
  announce(context, domain.name, at, "domain-transfer-completed");
  return billed(context, 0, answer(context));
};

/** domain-trade: another holder, and the name to this registrar if it is not here yet. */
export const trade: Verb = (context) => {
  const { book, registrar } = context;
  const domain = foreignDomain(context);
  const { cid } = ownContact(context, "c_registrant");
  const period = years(context, "domain_period");
  if (domain.statuses.includes("RegistrantTransferProhibited") || domain.arrival)
    throw refuse(context, "10506");
  mustAfford(context, period * YEAR_MINOR);
  const tid = `T${book.nextNumber("trade")}`;
  book.put("trade", tid, {
    tid,
    registrarId: registrar.id,
    name: domain.name,
    registrantId: cid,
    years: period,
    isConfirmed: false,
  });
  return billed(context, period * YEAR_MINOR, answer(context, { tid }));
};

/** trade-info */
export const readTrade: Verb = (context) => {
  const { tid, name, isConfirmed } = ownTrade(context);
  return answer(context, { tid, domain: name, status: isConfirmed ? "Confirmed" : "Pending" });
};

/** trade-confirm. From then on it takes the delay. */
export const confirmTrade: Verb = (context) => {
  const { book, registrar } = context;
  const found = ownTrade(context);
  const domain = book.domain(found.name);
  if (found.isConfirmed || !domain) throw refuse(context, "10506");
  const at = book.dueAt;
  const { registrantId, years: period } = found;
  const arrival = { at, registrarId: registrar.id, registrantId, years: period };
  book.put("trade", found.tid, { ...found, isConfirmed: true });
  book.put("domain", domain.name, { ...domain, arrival });
  announce(context, domain.name, at, "domain-trade-completed");
  return answer(context);
};

/** poll-fetch: the oldest message; it stays first until it is acknowledged. */
export const fetchMessage: Verb = (context) => {
  const waiting = messagesOf(context);
  const first = waiting[0];
  const counter = context.form.get("include_counter") === "1" ? { counter: waiting.length } : {};
  if (!first) return answer(context, counter);
  const { id, type, domain } = first;
  return answer(context, { message_id: id, message_type: type, domain, ...counter });
};

/** poll-ack */
export const acknowledge: Verb = (context) => {
  const id = context.form.get("message_id") ?? "";
  if (!messagesOf(context).some((message) => message.id === id)) throw refuse(context, "10014");
  context.book.put("message", id, null);
  return answer(context);
};

/** The name, whoever has it, opened with its key. */
function foreignDomain(context: Context): RotldDomain {
  const domain = context.book.domain(askedName(context));
  if (!domain) throw refuse(context, "10001");
  if (domain.statuses.includes("TransferProhibited")) throw refuse(context, "10506");
  const key = context.form.get("authorization_key") ?? "";
  if (!/^[A-Za-z0-9]+$/.test(key)) throw refuse(context, "50032", `authorization_key ${key}`);
  if (key !== domain.authorizationKey) throw refuse(context, "40003");
  return domain;
}

function ownTrade(context: Context): RotldTrade {
  const found = context.book.find("trade", context.form.get("tid") ?? "");
  if (found?.registrarId !== context.registrar.id) throw refuse(context, "10014");
  return found;
}

function announce({ book, registrar }: Context, domain: string, at: string, type: string): void {
  const id = `msgbroker-${book.nextNumber("message")}`;
  book.put("message", id, { id, registrarId: registrar.id, at, type, domain });
}

function messagesOf({ book, registrar }: Context) {
  return book
    .kept("message")
    .filter(({ registrarId, at }) => registrarId === registrar.id && book.hasPassed(at))
    .sort((a, b) => a.id.localeCompare(b.id));
}
