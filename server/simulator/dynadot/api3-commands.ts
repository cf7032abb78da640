import { LEVELS } from "./accounts";
import { domainInfo } from "./api3-answers";
import { type Command, numbered, one, type Told } from "./api3-command";
import { GLUE_COMMANDS } from "./api3-glue";
import { standingOf } from "./availability";
import { departuresOf } from "./departures";
import type { ZoneRecord } from "./memory";
import type { Office } from "./office";
import { amount, billFor, isPremium, priceRows } from "./prices";
import { glueInfo, isOnOwnDns } from "./rest-answers";
import { Trouble } from "./trouble";
import { writeZone } from "./zone";

const CONTACT_FIELDS =
  "organization name email phonenum phonecc address1 address2 city state zip country".split(" ");
const CONTACT_MUSTS = "name email phonenum phonecc address1 city zip country".split(" ");
const done: Told = { content: {} };

/** The commands of API3 that are served, by name. Several names may come separated by commas. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  is_processing: () => ({ code: "0", status: null, content: { ResponseMsg: "no" } }),
  account_info: ({ account }) => ({
    content: { AccountInfo: { Username: account.name, AccountBalance: "$900.00" } },
  }),
  get_account_balance: () => ({
    content: { BalanceList: [{ Currency: "USD", Amount: "900.00" }] },
  }),
  search,
  register: (office, query) => {
    const { domain, bill } = office.register(one(query), {
      ...orderIn(query),
      takesPremium: query.get("premium") === "1",
      nameservers: [],
      contacts: contactIds(query),
    });
    return {
      bill,
      content: { DomainName: domain.fqdn, Expiration: Date.parse(domain.expiresAt ?? "") },
    };
  },
  renew,
  transfer: (office, query) => {
    const authCode = query.get("auth") ?? "";
    const { orderId, bill } = office.transferIn(one(query), { ...orderIn(query), authCode });
    const content = { DomainName: one(query), OrderId: String(orderId) };
    return { bill, status: "order created", content };
  },
  get_transfer_status: (office, query) => {
    const isAway = query.get("transfer_type") === "away";
    const orders = isAway ? departuresOf(office, one(query)) : office.transfers(one(query));
    const TransferList = orders.map(({ orderId, status }) => ({
      OrderId: String(orderId),
      TransferStatus: status,
    }));
    return { content: { TransferList } };
  },
  set_transfer_auth_code: (office, query) => {
    office.relaunch(Number(query.get("order_id")), query.get("auth_code") ?? "");
    return { code: "0" };
  },
  cancel_transfer: (office, query) => {
    office.cancelTransfer(Number(query.get("order_id")));
    return done;
  },
  get_transfer_auth_code: (office, query) => {
    const unlocks = query.get("unlock_domain_for_transfer") === "1";
    const isNew = query.get("new_code") === "1";
    return { content: { AuthCode: office.authCode(one(query), { isNew, unlocks }) } };
  },
  domain_info: (office, query) => ({ content: { DomainInfo: info(office, one(query)) } }),
  list_domain: listDomains,
  lock_domain: each((office, fqdn) => office.setLock(fqdn, true)),
  get_ns: (office, query) => {
    const hosts = office.domain(one(query)).nameservers;
    const numbered = Object.fromEntries(hosts.map((host, index) => [`Host${index}`, host]));
    return { content: { NsContent: { ...numbered, NsName: "" } } };
  },
  add_ns: (office, query) => {
    const host = query.get("host") ?? "";
    office.addHost(host);
    return { content: { AddNsContent: { Server: { Host: host, ServerId: 0 } } } };
  },
  ...GLUE_COMMANDS,
  set_privacy: each((office, fqdn, query) => {
    const privacy = query.get("option");
    if (privacy !== "full" && privacy !== "partial" && privacy !== "off")
      throw new Trouble(400, "option is invalid");
    office.domain(fqdn);
    office.memory.setExtras(fqdn, { privacy });
  }),
  set_ns: each((office, fqdn, query) => office.setNameservers(fqdn, numbered(query, "ns", 13))),
  set_renew_option: each((office, fqdn, query) =>
    office.setRenewOption(fqdn, query.get("renew_option") ?? ""),
  ),
  set_whois: each((office, fqdn, query) => office.setContacts(fqdn, contactIds(query))),
  create_contact: createContact,
  get_contact: readContact,
  contact_list: ({ memory }) => ({
    content: { ContactList: memory.contactIds().map((id) => ({ ContactId: String(id) })) },
  }),
  get_dns: getDns,
  set_dns2: each((office, fqdn, query) =>
    writeZone(office, fqdn, {
      records: [...mainRecords(query), ...subRecords(query)],
      ttl: query.get("ttl") ?? "300",
      adds: query.get("add_dns_to_current_setting") === "1",
    }),
  ),
  tld_price: tldPrice,
};

/** A command for several names, with one answer for all. */
function each(act: (office: Office, fqdn: string, query: URLSearchParams) => void): Command {
  return (office, query) => {
    for (const fqdn of one(query).split(",")) act(office, fqdn, query);
    return done;
  };
}

const orderIn = (query: URLSearchParams) => ({
  years: Number(query.get("duration") ?? 1),
  currency: query.get("currency") ?? "USD",
});

const contactIds = (query: URLSearchParams) =>
  Object.fromEntries(
    [
      ["registrant", "registrant_contact"],
      ["admin", "admin_contact"],
      ["tech", "technical_contact"],
      ["billing", "billing_contact"],
    ].flatMap(([role = "", parameter = ""]) => {
      const id = query.get(parameter);
      return id ? [[role, Number(id)]] : [];
    }),
  );

function search({ sim, account }: Office, query: URLSearchParams): Told {
  const names = numbered(query, "domain", 100);
  const most = LEVELS[account.level].api3Names;
  if (names.length > most) throw new Trouble(400, `at most ${most} domain per search`);
  const currency = query.get("currency") ?? "USD";
  const results = names.map((fqdn) => {
    const standing = standingOf(sim, fqdn);
    if (standing === "busy") return { DomainName: fqdn, Available: "error" };
    const price = `${amount(billFor(fqdn, "register", { currency }))} in ${currency}`;
    return {
      DomainName: fqdn,
      Available: standing === "free" ? "yes" : "no",
      ...(query.get("show_price") === "1"
        ? { Price: isPremium(fqdn) ? `${price} and the domain is premium` : price }
        : {}),
    };
  });
  return { code: "0", status: null, content: { SearchResults: results } };
}

function renew(office: Office, query: URLSearchParams): Told {
  const fqdn = one(query);
  const order = orderIn(query);
  if (query.get("price_check") === "1") {
    const price = `${amount(office.renewalPrice(fqdn, order))} in ${order.currency}`;
    const premium = isPremium(fqdn) ? ", The domain is premium" : "";
    const PriceInfo = `Renew Fee: ${price}, Total: ${price}${premium}`;
    return { code: "3", status: "price_check_success", content: { PriceInfo } };
  }
  const year = query.get("year");
  const { expiresAt, bill } = office.renew(fqdn, { ...order, year: year ? Number(year) : null });
  const content = { DomainName: fqdn, Expiration: String(Date.parse(expiresAt)) };
  return { bill, code: "0", content };
}

const info = (office: Office, fqdn: string) =>
  domainInfo(office.domain(fqdn), office.memory.extras(fqdn), office.sim.now());

/** The whole account, or a page of it. */
function listDomains(office: Office, query: URLSearchParams): Told {
  const size = Number(query.get("count_per_page") ?? Number.POSITIVE_INFINITY);
  const page = Number(query.get("page_index") ?? 1);
  const start = page === 1 ? 0 : (page - 1) * size;
  const rows = office.domains().slice(start, start + size);
  return { content: { MainDomains: rows.map(({ fqdn }) => info(office, fqdn)) } };
}

function createContact({ memory }: Office, query: URLSearchParams): Told {
  const missing = CONTACT_MUSTS.find((field) => !query.get(field));
  if (missing) throw new Trouble(400, `${missing} is missing`);
  const fields = CONTACT_FIELDS.map((field) => [field, query.get(field) ?? ""]);
  const id = memory.addContact(Object.fromEntries(fields));
  return { code: "0", content: { CreateContactContent: { ContactId: String(id) } } };
}

function readContact({ memory }: Office, query: URLSearchParams): Told {
  const id = Number(query.get("contact_id") ?? Number.NaN);
  const fields = memory.contact(id);
  if (!fields) throw new Trouble(400, "contact id is invalid");
  const told = CARD.map(([field, word]) => [word, fields[field] ?? ""]);
  return { content: { GetContact: { ContactId: String(id), ...Object.fromEntries(told) } } };
}

/** The fields of a contact as they are given, and as they are told. */
const CARD = [
  ["organization", "Organization"],
  ["name", "Name"],
  ["email", "Email"],
  ["phonecc", "PhoneCc"],
  ["phonenum", "PhoneNum"],
  ["address1", "Address1"],
  ["city", "City"],
  ["state", "State"],
  ["zip", "ZipCode"],
  ["country", "Country"],
] as const;

function tldPrice(_office: Office, query: URLSearchParams): Told {
  const currency = query.get("currency") ?? "USD";
  const size = Number(query.get("count_per_page") ?? 1_000);
  const page = Number(query.get("page_index") ?? 1);
  const rows = priceRows(currency).slice((page - 1) * size, page * size);
  const TldPrice = rows.map(({ tld, priceOf }) => ({
    Tld: tld,
    Price: {
      Unit: "(Price/1 Year)",
      Register: priceOf("register"),
      Renew: priceOf("renew"),
      Transfer: priceOf("transfer"),
      Restore: priceOf("restore"),
    },
  }));
  return { content: { Currency: currency, TldPrice } };
}

function getDns(office: Office, query: URLSearchParams): Told {
  const domain = office.domain(one(query));
  const glue = glueInfo(domain, office.memory.zone(domain.fqdn));
  if (!isOnOwnDns(domain) || glue.glue_type !== "DNS")
    return { content: { GetDns: { NameServerSettings: { Type: "Name Servers" } } } };
  const { ttl, records } = office.memory.zone(domain.fqdn);
  const record = ({ type, value, value2 }: ZoneRecord) => ({
    RecordType: type.toUpperCase(),
    Value: value,
    ...(value2 ? { Value2: value2 } : {}),
  });
  const sub = records.filter(({ host }) => host !== "");
  return {
    content: {
      GetDns: {
        NameServerSettings: {
          Type: "Dynadot DNS",
          TTL: ttl,
          MainDomains: records.filter(({ host }) => host === "").map(record),
          SubDomains: sub.map((one) => ({ Subhost: one.host, ...record(one) })),
        },
      },
    },
  };
}

const mainRecords = (query: URLSearchParams): ZoneRecord[] =>
  Array.from({ length: 20 }, (_, index) => ({
    host: "",
    type: query.get(`main_record_type${index}`) ?? "",
    value: query.get(`main_record${index}`) ?? "",
    value2: query.get(`main_recordx${index}`) ?? "",
  })).filter(({ type }) => type !== "");

const subRecords = (query: URLSearchParams): ZoneRecord[] =>
  Array.from({ length: 100 }, (_, index) => ({
    host: query.get(`subdomain${index}`) ?? "",
    type: query.get(`sub_record_type${index}`) ?? "",
    value: query.get(`sub_record${index}`) ?? "",
    value2: query.get(`sub_recordx${index}`) ?? "",
  })).filter(({ type }) => type !== "");
