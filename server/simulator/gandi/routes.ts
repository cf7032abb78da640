import type { PaidAction } from "../ledger";
import { json, type SimResponse } from "../wire";
import { ORGANISATIONS } from "../world/accounts";
import { renewAuthCode } from "./auth-code";
import { changeAutoRenew, readAutoRenew } from "./auto-renew";
import type { Availability } from "./availability";
import { check, price } from "./check";
import { changeContacts, readContacts } from "./contacts";
import { type Context, ownDomain } from "./context";
import { readNameservers, replaceNameservers } from "./delegation";
import { details } from "./domain-json";
import * as glue from "./glue";
import * as keys from "./keys";
import type { DomainList } from "./list";
import * as livedns from "./livedns";
import { changeStatus } from "./lock";
import { register } from "./register";
import { renew, renewWindow, restore, restoreWindow } from "./renew";
import { readTags, removeTags, replaceTags } from "./tags";
import { listTlds, readTld } from "./tlds";
import {
  canTransfer,
  changeTransferCode,
  readTransfer,
  relaunchTransfer,
  resendFoa,
  startTransfer,
} from "./transfer-in";

/** What handlers share beyond one request. */
export type Services = { readonly availability: Availability; readonly list: DomainList };

export type Route = {
  readonly method: string;
  /** The first group, if any, is the domain or TLD the path names, the second something below it. */
  readonly path: RegExp;
  readonly paid?: PaidAction;
  /** Changes nothing, whatever its method. */
  readonly isQuestion?: true;
  readonly answer: (context: Context, services: Services) => SimResponse;
};

/** A path below the API's root, in which `{}` stands for one name and `{…}` for one or two. */
const at = (path: string) =>
  new RegExp(`^${path.replaceAll("{}", "([^/]+)").replace("{…}", "([^/]+(?:/[^/]+)?)")}$`);
const route = (
  method: string,
  path: string,
  answer: Route["answer"],
  paid?: PaidAction,
): Route => ({ method, path: at(path), answer, ...(paid ? { paid } : {}) });

/** The parts about domains and their records of the registrar's endpoint table. */
export const ROUTES: readonly Route[] = [
  route("GET", "/domain/check", (context, { availability }) => check(context, availability)),
  route("GET", "/billing/price/domain", price),
  route("GET", "/domain/tlds", listTlds),
  route("GET", "/domain/tlds/{}", (context) => readTld(context, context.fqdn)),
  route("GET", "/domain/domains", (context, { list }) => list.answer(context)),
  route(
    "POST",
    "/domain/domains",
    (context, { availability }) => register(context, availability),
    "register",
  ),
  route("GET", "/domain/domains/{}", readDetails),
  route("GET", "/domain/domains/{}/renew", renewWindow),
  route("POST", "/domain/domains/{}/renew", renew, "renew"),
  route("GET", "/domain/domains/{}/restore", restoreWindow),
  route("POST", "/domain/domains/{}/restore", restore, "restore"),
  route("GET", "/domain/domains/{}/nameservers", readNameservers),
  route("PUT", "/domain/domains/{}/nameservers", replaceNameservers),
  route("PATCH", "/domain/domains/{}/status", changeStatus),
  route("GET", "/domain/domains/{}/autorenew", readAutoRenew),
  route("PATCH", "/domain/domains/{}/autorenew", changeAutoRenew),
  route("GET", "/domain/domains/{}/contacts", readContacts),
  route("PATCH", "/domain/domains/{}/contacts", changeContacts),
  route("PUT", "/domain/domains/{}/authinfo", renewAuthCode),
  route("GET", "/domain/domains/{}/hosts", glue.listGlue),
  route("POST", "/domain/domains/{}/hosts", glue.createGlue),
  route("GET", "/domain/domains/{}/hosts/{}", glue.readGlue),
  route("PUT", "/domain/domains/{}/hosts/{}", glue.replaceGlue),
  route("DELETE", "/domain/domains/{}/hosts/{}", glue.removeGlue),
  route("GET", "/domain/domains/{}/dnskeys", keys.listKeys),
  route("POST", "/domain/domains/{}/dnskeys", keys.addKey),
  route("PUT", "/domain/domains/{}/dnskeys", keys.replaceKeys),
  route("DELETE", "/domain/domains/{}/dnskeys/{}", keys.removeKey),
  route("GET", "/livedns/domains", livedns.listZones),
  route("POST", "/livedns/domains", livedns.createZone),
  route("GET", "/livedns/domains/{}", livedns.readLiveDns),
  route("GET", "/livedns/domains/{}/records", livedns.readZone),
  route("PUT", "/livedns/domains/{}/records", livedns.replaceZone),
  route("POST", "/livedns/domains/{}/records", livedns.addSet),
  route("DELETE", "/livedns/domains/{}/records", livedns.clearZone),
  route("GET", "/livedns/domains/{}/records/{…}", livedns.readSets),
  route("POST", "/livedns/domains/{}/records/{…}", livedns.putSet),
  route("PUT", "/livedns/domains/{}/records/{…}", livedns.putSet),
  route("DELETE", "/livedns/domains/{}/records/{…}", livedns.removeSets),
  route("GET", "/domain/domains/{}/tags", readTags),
  route("PUT", "/domain/domains/{}/tags", replaceTags),
  route("DELETE", "/domain/domains/{}/tags", removeTags),
  route(
    "POST",
    "/domain/transferin",
    (context, { availability }) => startTransfer(context, availability),
    "transfer",
  ),
  route("GET", "/domain/transferin/{}", readTransfer),
  route("PUT", "/domain/transferin/{}", relaunchTransfer),
  route("PUT", "/domain/transferin/{}/authinfo", changeTransferCode),
  route("POST", "/domain/transferin/{}/foa", resendFoa),
  ...["GET", "POST"].map(
    (method): Route => ({
      ...route(method, "/domain/transferin/{}/available", (context, { availability }) =>
        canTransfer(context, availability),
      ),
      isQuestion: true,
    }),
  ),
];

function readDetails(context: Context): SimResponse {
  const domain = ownDomain(context);
  const organisation = ORGANISATIONS.find((one) => one.id === domain.organisationId);
  if (!organisation) throw new Error(`Nobody owns ${domain.fqdn}.`);
  const { base, token } = context;
  return json(200, details(domain, { base, organisation, seesAuthCode: token.canWrite }));
}
