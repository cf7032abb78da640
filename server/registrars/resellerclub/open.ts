import { createHash } from "node:crypto";
import { z } from "zod";
import { outboundClient } from "@/server/outbound/client";
import { type Opener, refused, routeOf } from "../opener";
import { isRefusal } from "./errors";
import { resellerClubGateway } from "./gateway";

const HOSTS = { production: "httpapi.com", sandbox: "test.httpapi.com" };
const SIMULATOR_PATH = "/logicboxes";
/** Nothing is published, and what comes above it is a page of a proxy: so little is asked at once. */
const RATE = {
  requestsPerMinute: 240,
  burst: 10,
  documentedPerMinute: null,
  source: "ResellerClub publishes none; ours is a courtesy",
};
/** Price lists of all products in one answer. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

const Id = z.string().regex(/^[1-9]\d{0,14}$/);
const Credential = z.object({
  userId: Id,
  apiKey: z.string().regex(/^[\x21-\x7e]{8,512}$/),
  customerId: Id.optional(),
});

/** Opens a ResellerClub account: the reseller's number, its API key, and the customer that new names go to. */
export const openResellerClub: Opener = (account) => {
  const credential = Credential.safeParse(account.credential);
  if (!credential.success)
    return refused(
      "auth_failed",
      "The stored reseller ID, API key or customer ID cannot be used; enter them again.",
    );
  const route = routeOf(account, HOSTS, RATE, { simulatorPath: SIMULATOR_PATH });
  if (!route.ok) return route;
  const { origin, ...way } = route.value;
  const { userId, apiKey, customerId } = credential.data;
  const api = outboundClient({
    baseUrl: `${origin}/api`,
    ...way,
    secretHeaders: () => ({}),
    secretQuery: () => [["api-key", apiKey]],
    isRefusal,
    maxBodyBytes: MAX_BODY_BYTES,
    ...(account.timeouts ? { timeouts: account.timeouts } : {}),
  });
  const cacheKey = createHash("sha256").update([origin, userId, apiKey].join("\n")).digest("hex");
  return { ok: true, value: resellerClubGateway({ api, userId, customerId, cacheKey }) };
};
