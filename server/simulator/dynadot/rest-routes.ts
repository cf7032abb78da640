import { z } from "zod";
import type { PaidAction } from "../ledger";
import { readJson, type SimRequest, type SimResponse } from "../wire";
import { answerDeparture, departuresOf } from "./departures";
import { hostRow, hostRows, removeHost, setHostAddresses } from "./hosts";
import type { ZoneRecord } from "./memory";
import type { Office } from "./office";
import { domainInfo, glueInfo, success } from "./rest-answers";
import * as bodies from "./rest-bodies";
import { bulkSearch, searchOne, tldPrices } from "./rest-search";
import { Trouble } from "./trouble";
import { removeRecords, writeZone } from "./zone";

export type Asked = {
  readonly office: Office;
  /** What stands in the path: a name, or the id of an order. */
  readonly named: string;
  readonly query: URLSearchParams;
  readonly request: SimRequest;
};

export type Route = {
  readonly method: string;
  readonly path: RegExp;
  readonly answer: (asked: Asked) => SimResponse;
  readonly paid?: PaidAction;
};

/** A path below /restful/v2, in which `{}` stands for one name. */
const route = (
  method: string,
  path: string,
  answer: Route["answer"],
  paid?: PaidAction,
): Route => ({
  method,
  path: new RegExp(`^${path.replace("{}", "([^/]+)")}$`),
  answer,
  ...(paid ? { paid } : {}),
});

const done = () => success({});

/** The domain part of REST v2. Of the price list two addresses are told; both are served. */
export const ROUTES: readonly Route[] = [
  route("GET", "/accounts/info", accountInfo),
  route("GET", "/domains", list),
  route("GET", "/domains/bulk_search", ({ office, query }) => bulkSearch(office, query)),
  route("GET", "/tld/get_tld_price", ({ office, query }) => tldPrices(office, query)),
  route("GET", "/domains/get_tld_price", ({ office, query }) => tldPrices(office, query)),
  route("GET", "/domains/{}", ({ office, named }) => success({ domain_info: info(office, named) })),
  route("GET", "/domains/{}/search", ({ office, named, query }) => searchOne(office, named, query)),
  route("POST", "/domains/{}/register", register, "register"),
  route("POST", "/domains/{}/renew", renew, "renew"),
  route("POST", "/domains/{}/transfer_in", transferIn, "transfer"),
  route("GET", "/domains/{}/transfer_status", transferStatus),
  route("POST", "/orders/{}/cancel_transfer", ({ office, named }) => {
    office.cancelTransfer(Number(named));
    return done();
  }),
  route("POST", "/orders/{}/update_transfer_auth_code", (asked) => {
    asked.office.relaunch(Number(asked.named), bodyOf(asked, bodies.CodeBody).auth_code);
    return done();
  }),
  route("POST", "/orders/{}/authorize_transfer_away", (asked) => {
    const { domain_name: fqdn, approve } = bodyOf(asked, bodies.ApprovalBody);
    answerDeparture(asked.office, { orderId: Number(asked.named), fqdn, approve });
    return done();
  }),
  route("GET", "/nameservers", ({ office }) => success({ nameserver_list: hostRows(office) })),
  route("GET", "/nameservers/{}", ({ office, named }) => success(hostRow(office, named))),
  route("PUT", "/nameservers/{}/set_ip", (asked) => {
    const { ip_list: addresses } = bodyOf(asked, bodies.AddressesBody);
    setHostAddresses(asked.office, asked.named, addresses);
    return success({ host: asked.named, server_id: 0 });
  }),
  route("DELETE", "/nameservers/{}", ({ office, named }) => {
    removeHost(office, named);
    return done();
  }),
  route("PUT", "/domains/{}/nameservers", (asked) => {
    const { nameserver_list: hosts } = bodyOf(asked, bodies.NameserversBody);
    asked.office.setNameservers(asked.named, hosts);
    return done();
  }),
  route("PUT", "/domains/{}/domain_lock", (asked) => {
    asked.office.setLock(asked.named, bodyOf(asked, bodies.LockBody).lock);
    return done();
  }),
  route("PUT", "/domains/{}/renew_option", (asked) => {
    asked.office.setRenewOption(asked.named, bodyOf(asked, bodies.RenewOptionBody).renew_option);
    return done();
  }),
  route("PUT", "/domains/{}/privacy", (asked) => {
    const { privacy_level: privacy } = bodyOf(asked, bodies.PrivacyBody);
    asked.office.domain(asked.named);
    asked.office.memory.setExtras(asked.named, { privacy });
    return done();
  }),
  route("GET", "/domains/{}/transfer_auth_code", ({ office, named, query }) =>
    success({
      auth_code: office.authCode(named, {
        isNew: query.get("new_code") === "true",
        unlocks: query.get("unlock_domain_for_transfer") === "true",
      }),
    }),
  ),
  route("GET", "/domains/{}/records", ({ office, named }) =>
    success({ glue_info: glueInfo(office.domain(named), office.memory.zone(named)) }),
  ),
  route("POST", "/domains/{}/records", (asked) => {
    const body = bodyOf(asked, bodies.RecordsBody);
    const { ttl, add_dns_to_current_setting: adds } = body;
    writeZone(asked.office, asked.named, { records: recordsIn(body), ttl, adds });
    return done();
  }),
  route("DELETE", "/domains/{}/records", (asked) => {
    removeRecords(asked.office, asked.named, recordsIn(bodyOf(asked, bodies.RecordsBody)));
    return done();
  }),
];

function bodyOf<S extends z.ZodType>({ request }: Asked, schema: S): z.output<S> {
  const parsed = schema.safeParse(readJson(request));
  if (parsed.success) return parsed.data;
  throw new Trouble(400, `${parsed.error.issues[0]?.path.join(".") || "body"} is invalid`);
}

function accountInfo({ office }: Asked): SimResponse {
  const { name, level } = office.account;
  return success({
    account_info: {
      username: name,
      price_level: level,
      balance_list: [{ currency: "USD", amount: "900.00" }],
    },
  });
}

const Paging = z.object({
  page: z.coerce.number().int().min(1),
  page_size: z.coerce.number().int().min(1).max(1_000),
});

/** GET /domains: `page` and `page_size` must be said together; a public client says neither and gets all. */
function list({ office, query }: Asked): SimResponse {
  if (!query.has("page") && !query.has("page_size"))
    return success({ domain_info_list: office.domains().map(({ fqdn }) => info(office, fqdn)) });
  const paging = Paging.safeParse(Object.fromEntries(query));
  if (!paging.success) throw new Trouble(400, "page and page_size are required");
  const { page, page_size: size } = paging.data;
  const rows = office.domains().slice((page - 1) * size, page * size);
  return success({ domain_info_list: rows.map(({ fqdn }) => info(office, fqdn)) });
}

const info = (office: Office, fqdn: string) =>
  domainInfo(
    office.domain(fqdn),
    office.memory.extras(fqdn),
    office.memory.zone(fqdn),
    office.sim.now(),
  );

function register(asked: Asked): SimResponse {
  const body = bodyOf(asked, bodies.RegisterBody);
  const { domain, bill } = asked.office.register(asked.named, {
    years: body.domain.duration,
    currency: body.currency,
    takesPremium: body.register_premium,
    nameservers: body.domain.name_server_list,
    contacts: bodies.contactsIn(body.domain),
  });
  asked.office.memory.setExtras(asked.named, { privacy: body.domain.privacy });
  const expires = Date.parse(domain.expiresAt ?? "");
  return { ...success({ domain_name: domain.fqdn, expiration_date: expires }), bill };
}

function renew(asked: Asked): SimResponse {
  const { duration: years, year = null, currency } = bodyOf(asked, bodies.RenewBody);
  const { expiresAt, bill } = asked.office.renew(asked.named, { years, year, currency });
  return { ...success({ expiration_date: Date.parse(expiresAt) }), bill };
}

function transferIn(asked: Asked): SimResponse {
  const { domain } = bodyOf(asked, bodies.TransferBody);
  const { bill } = asked.office.transferIn(asked.named, {
    years: domain.duration,
    currency: "USD",
    authCode: domain.auth_code,
  });
  return { ...success({}, 202), bill };
}

/** GET /domains/{d}/transfer_status. Its code is text, as in the documented sample. */
function transferStatus({ office, named, query }: Asked): SimResponse {
  const orders =
    query.get("transfer_type") === "transfer_away"
      ? departuresOf(office, named).map((one) => ({ ...one, expiresAt: null }))
      : office.transfers(named);
  const told = orders.map((one) => ({
    order_id: String(one.orderId),
    transfer_status: one.status,
    failed_reason: one.failedReason,
    expiration_date: one.expiresAt === null ? null : Date.parse(one.expiresAt),
  }));
  return success({ domain_transfer_status_list: told }, "200");
}

function recordsIn(body: bodies.RecordsBody): ZoneRecord[] {
  return [...body.dns_main_list, ...(body.sub_list ?? body.dns_sub_list ?? [])].map((one) => ({
    host: one.sub_host,
    type: one.record_type.toLowerCase(),
    value: one.record_value1,
    value2: one.record_value2,
  }));
}
