import { z } from "zod";
import { outboundClient } from "@/server/outbound/client";
import { type Opener, refused, routeOf } from "../opener";
import { gandiGateway } from "./gateway";

const HOSTS = { production: "api.gandi.net", sandbox: "api.sandbox.gandi.net" };

/** Gandi allows 1000 requests per minute and address. A minute holds the burst and the rate, so both stay below. */
const RATE = {
  requestsPerMinute: 800,
  burst: 150,
  documentedPerMinute: 1000,
  source: "Gandi’s API reference: 1,000 requests a minute from one address",
};

const Credential = z.object({
  token: z.string().regex(/^[\x21-\x7e]{8,512}$/),
  sharingId: z.uuid().optional(),
});

/** Opens a Gandi account: a personal access token, and the organisation that pays where there are several. */
export const openGandi: Opener = (account) => {
  const credential = Credential.safeParse(account.credential);
  if (!credential.success)
    return refused("auth_failed", "The stored token cannot be used; enter it again.");
  const route = routeOf(account, HOSTS, RATE, { rateScope: "address" });
  if (!route.ok) return route;
  const { token, sharingId } = credential.data;
  const { origin, ...way } = route.value;
  const baseUrl = `${origin}/v5`;
  const api = outboundClient({
    baseUrl,
    ...way,
    secretHeaders: () => ({ authorization: `Bearer ${token}` }),
    ...(account.timeouts ? { timeouts: account.timeouts } : {}),
  });
  return { ok: true, value: gandiGateway({ api, baseUrl, sharingId }) };
};
