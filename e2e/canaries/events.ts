import { createHmac, randomUUID } from "node:crypto";
import { expect } from "../fixtures";
import { HttpClient } from "../http-client";
import { type Ground, sealFor } from "./ground";

/** A sender of events of an account whose secret is planted. */
async function senderFor(ground: Ground, accountId: string) {
  const { own, house, planted, answers } = ground;
  const id = randomUUID();
  const place = `webhook_secrets|secret|${id}`;
  const sealed = sealFor(ground, planted.webhookSecret, place);
  await house.sql`
    insert into webhook_secrets (id, account_id, scheme, secret, hint)
    values (${id}, ${accountId}, 'standard', ${sealed}, 'hint')`;
  const sender = new HttpClient(own.demo.url, null, answers);
  return async (body: string, key: string, deliveryId: string): Promise<number> => {
    const at = String(Math.floor(Date.now() / 1000));
    const mac = createHmac("sha256", key).update(`${deliveryId}.${at}.${body}`).digest("base64");
    const headers = {
      "content-type": "application/json",
      "webhook-id": deliveryId,
      "webhook-timestamp": at,
      "webhook-signature": `v1,${mac}`,
      authorization: `Bearer ${planted.eventCode}`,
    };
    return (await sender.send(`/api/webhooks/${accountId}`, { method: "POST", body, headers }))
      .status;
  };
}

/** Sends events about a name: ones that are proven, and every kind that is not taken; waits until they are handled. */
export async function sendEvents(ground: Ground, accountId: string, name: string): Promise<void> {
  const { house, planted } = ground;
  const { webhookSecret, eventCode, cnp } = planted;
  const send = await senderFor(ground, accountId);
  const event = (fields: object) =>
    JSON.stringify({ type: "domain.renewed", data: fields, cnp, key: webhookSecret });
  const body = event({ domain: name, auth_code: eventCode });
  const unknown = event({ fqdn: "nobodys-name.com", auth_code: eventCode });
  expect(await send(body, webhookSecret, "delivery-1")).toBe(200);
  expect(await send(body, webhookSecret, "delivery-1")).toBe(200);
  expect(await send(`${body} `, webhookSecret, "delivery-1")).toBe(409);
  expect(await send(body, "another secret", "delivery-2")).toBe(401);
  expect(await send(`[${eventCode}`, webhookSecret, "delivery-3")).toBe(400);
  expect(await send(unknown, webhookSecret, "delivery-4")).toBe(200);
  const open = async () => {
    const rows = await house.sql`select id from webhook_events where handled_at is null`;
    return rows.length;
  };
  await expect.poll(open, { timeout: 30_000 }).toBe(0);
}
