import { z } from "zod";
import { err, ok } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { Accepted, Answer, TransferIn, TransferStatus } from "../gateway";
import type { DynadotAccount } from "./account";
import { createContacts } from "./contacts";
import { readDomain } from "./domains";
import { refusal } from "./errors";
import { affordable } from "./guard";
import { contactFields } from "./orders";
import { callRest } from "./rest";
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

/**
 * How an inbound transfer stands. Its words are not published, so only two things are believed: a
 * reason why it failed, and that the name is in the account. The newest order counts.
 */
export async function readTransferIn(
  account: DynadotAccount,
  name: DomainName,
): Answer<TransferStatus> {
  const path = `/domains/${name}/transfer_status?transfer_type=transfer_in`;
  const answer = await callRest(account.rest, { method: "GET", path, data: Transfers });
  if (!answer.ok && answer.error.code !== "domain_unknown") return answer;
  const orders = answer.ok ? (answer.value.data.domain_transfer_status_list ?? []) : [];
  const newest = [...orders].sort((a, b) => (b.order_id ?? 0) - (a.order_id ?? 0))[0];
  const step = newest?.transfer_status ? { step: newest.transfer_status } : {};
  if (newest?.failed_reason != null)
    return ok({ name, state: "failed", ...step, reason: newest.failed_reason });
  const domain = await readDomain(account, name);
  if (domain.ok) return ok({ name, state: "completed", ...step });
  if (domain.error.code !== "domain_unknown") return domain;
  return ok({ name, state: newest ? "in_progress" : "unknown", ...step });
}
