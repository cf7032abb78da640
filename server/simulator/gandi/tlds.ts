import { json, type SimResponse } from "../wire";
import { TLDS } from "../world/tlds";
import type { Context } from "./context";
import { notFound } from "./errors";

/** GET /domain/tlds */
export function listTlds({ base }: Context): SimResponse {
  return json(
    200,
    Object.keys(TLDS)
      .sort()
      .map((name) => ({ name, href: `${base}/domain/tlds/${name}` })),
  );
}

/** GET /domain/tlds/{tld} */
export function readTld({ base }: Context, tld: string): SimResponse {
  const facts = TLDS[tld];
  if (!facts) throw notFound();
  return json(200, {
    category: facts.category,
    name: tld,
    lock: facts.canLock,
    change_owner: true,
    authinfo_for_transfer: tld !== "co.uk",
    full_tld: tld,
    corporate: false,
    ext_trade: tld === "eu" || tld === "fr",
    href: `${base}/domain/tlds/${tld}`,
  });
}
