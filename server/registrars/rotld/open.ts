import { z } from "zod";
import { digestClient } from "@/server/outbound/digest";
import { type Opener, refused, routeOf } from "../opener";
import { rotldGateway } from "./gateway";

/** Exact hosts with their port; the web panel has another name and is no API. */
export const ROTLD_HOSTS = {
  production: "rest2.rotld.ro:6080",
  sandbox: "rest2-test.rotld.ro:6080",
};

/** The registry publishes no limit; this is a courtesy. */
const RATE = {
  requestsPerMinute: 120,
  burst: 10,
  documentedPerMinute: null,
  source: "ROTLD publishes none; ours is a courtesy",
};

const Credential = z.object({
  /** A colon or quote would read as another name in the digest. */
  registrarId: z.string().regex(/^[\x21\x23-\x39\x3b-\x5b\x5d-\x7e]{1,64}$/),
  password: z.string().regex(/^[^\p{Cc}]{1,256}$/u),
});

/** Opens a registrar's account at ROTLD: its registrar ID and password, for HTTP Digest. */
export const openRotld: Opener = (account) => {
  const credential = Credential.safeParse(account.credential);
  if (!credential.success)
    return refused(
      "auth_failed",
      "The stored registrar ID or password cannot be used; enter them again.",
    );
  const route = routeOf(account, ROTLD_HOSTS, RATE, { simulatorPath: "/rotld" });
  if (!route.ok) return route;
  const { registrarId, password } = credential.data;
  const { origin, ...way } = route.value;
  const api = digestClient(
    { baseUrl: origin, ...way, ...(account.timeouts ? { timeouts: account.timeouts } : {}) },
    { username: registrarId, password },
  );
  return { ok: true, value: rotldGateway({ api, now: () => new Date() }) };
};
