import { domainToUnicode } from "node:url";
import { z } from "zod";
import type { TransferRecord } from "../records";
import { toInstant } from "../time";
import { json, type SimResponse } from "../wire";
import { TLDS, tldOf } from "../world/tlds";
import type { Availability } from "./availability";
import { bodyOf, type Context, takeUp } from "./context";
import { notFound, refused } from "./errors";
import { billFor } from "./prices";
import { newDomain, Order, tooLong } from "./register";
import { hasWrongCode, progressOf, STEP_COUNT } from "./transfer-progress";

const TransferBody = Order.extend({ authinfo: z.string().min(1) });
const CodeBody = z.object({ authinfo: z.string().min(1) });
/** Documented without a body; one client sends the code here. */
const RelaunchBody = CodeBody.partial().optional();
const FoaBody = z.object({ email: z.string().regex(/^[^@\s]+@[^@\s]+$/) });

const OPERATION = "transfer";

/** POST /domain/transferin. The domain joins the list after three delays, unless its code is wrong. */
export function startTransfer(context: Context, availability: Availability): SimResponse {
  const { sim, token } = context;
  const order = bodyOf(context, TransferBody);
  const { fqdn } = order;
  const isUnderWay = sim.state.transfers.has(fqdn) && !sim.domain(fqdn);
  if (isUnderWay || sim.domain(fqdn)) throw refused(409);
  if (availability.isFree(fqdn)) throw refused(400, "This domain is not registered.");
  const bill = billFor(sim, fqdn, "transfer", { years: order.duration, currency: order.currency });
  if (!bill) throw tooLong(context);
  const at = toInstant(sim.now());
  const transfer = {
    organisationId: token.organisationId,
    fqdn,
    createdAt: at,
    startedAt: sim.now().toISOString(),
    stepMs: sim.state.settings.completionDelayMs,
    years: order.duration,
    authCode: order.authinfo,
    domain: newDomain(order, token.organisationId, at),
  };
  return takeUp(context, "Transfer in progress", () => launch(context, transfer), { bill });
}

/** GET /domain/transferin/{d} */
export function readTransfer(context: Context): SimResponse {
  return json(200, progressOf(ownTransfer(context), context.sim.now()));
}

/** PUT /domain/transferin/{d}: another try, after an error, with the code that was sent last. */
export function relaunchTransfer(context: Context): SimResponse {
  const { nextCode, ...transfer } = ownTransfer(context);
  const authCode = bodyOf(context, RelaunchBody)?.authinfo ?? nextCode ?? transfer.authCode;
  if (context.sim.domain(transfer.fqdn)) throw refused(409);
  const startedAt = context.sim.now().toISOString();
  return takeUp(context, "The transfer will be relaunched.", () =>
    launch(context, { ...transfer, startedAt, authCode }),
  );
}

/** PUT /domain/transferin/{d}/authinfo: another code, for the next start. */
export function changeTransferCode(context: Context): SimResponse {
  const transfer = ownTransfer(context);
  const { authinfo: nextCode } = bodyOf(context, CodeBody);
  if (context.sim.domain(transfer.fqdn)) throw refused(409);
  return takeUp(context, "The authinfo code will be updated.", () =>
    context.sim.record({ kind: "transfer_put", transfer: { ...transfer, nextCode } }),
  );
}

/** POST /domain/transferin/{d}/foa */
export function resendFoa(context: Context): SimResponse {
  ownTransfer(context);
  bodyOf(context, FoaBody);
  return takeUp(context, "The form of authorization will be sent.", () => undefined);
}

/** GET or POST /domain/transferin/{d}/available: sources disagree on the verb, both are answered. */
export function canTransfer(context: Context, availability: Availability): SimResponse {
  const { sim, fqdn } = context;
  const tld = TLDS[tldOf(fqdn) ?? ""];
  const isInternal = sim.domain(fqdn) !== undefined;
  const available = tld !== undefined && !isInternal && !availability.isFree(fqdn);
  const longest = tld?.maxYears ?? 1;
  return json(200, {
    available,
    fqdn,
    fqdn_ulabel: domainToUnicode(fqdn).toUpperCase(),
    corporate: false,
    internal: isInternal,
    durations: Array.from({ length: longest }, (_, n) => n + 1),
    minimum_duration: 1,
    maximum_duration: longest,
    ...(available ? {} : { msg: "This domain cannot be transferred." }),
  });
}

function launch({ sim }: Context, transfer: TransferRecord): void {
  sim.record({ kind: "transfer_put", transfer });
  const { fqdn, startedAt } = transfer;
  const isRefused = hasWrongCode(transfer);
  const change = isRefused ? null : ({ kind: "transfer_completed", fqdn, startedAt } as const);
  sim.accept(fqdn, OPERATION, change, STEP_COUNT);
}

function ownTransfer({ sim, token, fqdn }: Context): TransferRecord {
  const transfer = sim.state.transfers.get(fqdn);
  if (!transfer) throw notFound();
  if (transfer.organisationId !== token.organisationId) throw refused(403);
  return transfer;
}
