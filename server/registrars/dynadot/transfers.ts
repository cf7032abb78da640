import { z } from "zod";
import { err, ok } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { Accepted, Answer, TransferIn, TransferOut, TransferStatus } from "../gateway";
import type { DynadotAccount } from "./account";
import { createContacts } from "./contacts";
import { readDomain } from "./domains";
import { refusal } from "./errors";
import { affordable } from "./guard";
import { contactFields } from "./orders";
import { callRest } from "./rest";
import { acceptedBy } from "./settings";
import { Transfers } from "./wire";

/** POST /domains/{d}/transfer_in: answered 202, done days later. The delegation comes along as it is. */
export async function transferIn(account: DynadotAccount, order: TransferIn): Answer<Accepted> {
  if (order.nameservers && order.nameservers.length > 0)
    return err(
      refusal(
        "unsupported",
        "Dynadot keeps a name's nameservers during a transfer; change them afterwards.",
        "nameservers",
      ),
    );
  const price = await affordable(account, order, "transfer");
  if (!price.ok) return price;
  const contacts = await createContacts(account, order.contacts);
  if (!contacts.ok) return contacts;
  const answer = await callRest(account.rest, {
    method: "POST",
    path: `/domains/${order.name}/transfer_in`,
    body: {
      domain: {
        auth_code: order.authCode,
        duration: order.periodYears,
        privacy: "off",
        ...contactFields(contacts.value),
      },
    },
    data: z.unknown(),
    isPaid: true,
    secrets: [order.authCode],
  });
  return answer.ok ? ok({ outcome: "accepted" }) : answer;
}

type Told = {
  readonly order_id?: number | null | undefined;
  readonly transfer_status?: string | null | undefined;
  readonly failed_reason?: string | null | undefined;
};

/** GET /domains/{d}/transfer_status, the newest order first; a name nobody knows has none. */
async function ordersOf(
  { rest }: DynadotAccount,
  name: DomainName,
  direction: "transfer_in" | "transfer_away",
  signal?: AbortSignal,
): Answer<readonly Told[]> {
  const path = `/domains/${name}/transfer_status?transfer_type=${direction}`;
  const answer = await callRest(rest, { method: "GET", path, data: Transfers, signal });
  if (!answer.ok) return answer.error.code === "domain_unknown" ? ok([]) : answer;
  const orders = answer.value.data.domain_transfer_status_list ?? [];
  return ok([...orders].sort((a, b) => (b.order_id ?? 0) - (a.order_id ?? 0)));
}

/**
 * How an inbound transfer stands. Its words are not published, so only two things are believed: a
 * reason why it failed, and that the name is in the account. The newest order counts.
 */
export async function readTransferIn(
  account: DynadotAccount,
  name: DomainName,
): Answer<TransferStatus> {
  const orders = await ordersOf(account, name, "transfer_in");
  if (!orders.ok) return orders;
  const [newest] = orders.value;
  const step = newest?.transfer_status ? { step: newest.transfer_status } : {};
  if (newest?.failed_reason != null)
    return ok({ name, state: "failed", ...step, reason: newest.failed_reason });
  const domain = await readDomain(account, name);
  if (domain.ok) return ok({ name, state: "completed", ...step });
  if (domain.error.code !== "domain_unknown") return domain;
  return ok({ name, state: newest ? "in_progress" : "unknown", ...step });
}

/** POST /orders/{id}/cancel_transfer */
export const cancelTransferIn = (
  account: DynadotAccount,
  { name }: { name: DomainName },
): Answer<Accepted> => changeOrder(account, name, "cancel_transfer", {});

/** POST /orders/{id}/update_transfer_auth_code: the order goes on with it. */
export const relaunchTransferIn = (
  account: DynadotAccount,
  { name, authCode }: { name: DomainName; authCode: string },
): Answer<Accepted> =>
  changeOrder(account, name, "update_transfer_auth_code", { auth_code: authCode }, [authCode]);

async function changeOrder(
  account: DynadotAccount,
  name: DomainName,
  action: string,
  body: Readonly<Record<string, string>>,
  secrets: readonly string[] = [],
): Answer<Accepted> {
  const orders = await ordersOf(account, name, "transfer_in");
  if (!orders.ok) return orders;
  const id = orders.value[0]?.order_id;
  if (!id) return err(refusal("not_eligible", "Dynadot knows no transfer of this name to us."));
  const answer = await callRest(account.rest, {
    method: "POST",
    path: `/orders/${id}/${action}`,
    body: { domain_name: name, ...body },
    data: z.unknown(),
    secrets,
  });
  return action === "cancel_transfer" || !answer.ok ? acceptedBy(answer) : TAKEN_UP;
}

/** A new code is tried by the other registrar, later. */
const TAKEN_UP = ok({ outcome: "accepted" } as const);

/**
 * The requests of other registrars for a name. The words of their states are not published: one that
 * did not fail and whose name is still here can be answered.
 */
export async function readTransfersOut(
  account: DynadotAccount,
  name: DomainName,
  signal?: AbortSignal,
): Answer<readonly TransferOut[]> {
  const orders = await ordersOf(account, name, "transfer_away", signal);
  if (!orders.ok || orders.value.length === 0) return orders.ok ? ok([]) : orders;
  const domain = await readDomain(account, name, signal);
  if (!domain.ok && domain.error.code !== "domain_unknown") return domain;
  return ok(
    orders.value.flatMap((one): TransferOut[] =>
      one.order_id
        ? [
            {
              reference: String(one.order_id),
              state: stateOf(one, domain.ok),
              ...(one.transfer_status ? { step: one.transfer_status } : {}),
              ...(one.failed_reason ? { reason: one.failed_reason } : {}),
            },
          ]
        : [],
    ),
  );
}

function stateOf({ failed_reason: reason }: Told, isHere: boolean): TransferOut["state"] {
  if (reason != null) return "failed";
  return isHere ? "requested" : "completed";
}

/** POST /orders/{id}/authorize_transfer_away */
export async function answerTransferOut(
  account: DynadotAccount,
  { name, reference }: { name: DomainName; reference: string },
  approve: boolean,
): Answer<Accepted> {
  if (!/^[1-9]\d{0,14}$/.test(reference))
    return err(refusal("invalid_request", "This is no number of an order.", "reference"));
  const answer = await callRest(account.rest, {
    method: "POST",
    path: `/orders/${reference}/authorize_transfer_away`,
    body: { domain_name: name, approve },
    data: z.unknown(),
  });
  return answer.ok ? TAKEN_UP : answer;
}
