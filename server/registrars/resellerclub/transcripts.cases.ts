/**
 * Bodies after the reference, with values of our own. For tests; each is a plain value that a test may
 * vary.
 */
export const SECRET = "Xy7pQ2!canary";

export const DETAILS = {
  orderid: "38483289",
  entityid: "38483289",
  domainname: "brightmeadow.com",
  productkey: "domcno",
  currentstatus: "Active",
  orderstatus: ["transferlock"],
  domainstatus: [],
  creationtime: "1767139490",
  endtime: "1798675490",
  recurring: "false",
  autorenew: null,
  ns1: "ns1.example.net",
  ns2: "NS2.example.net.",
  cns: {},
  domsecret: SECRET,
  isprivacyprotected: "false",
  privacyprotectedallowed: "true",
  customerid: "10423211",
  registrantcontactid: "5521",
  admincontactid: "5522",
  techcontactid: "5523",
  billingcontactid: "-1",
  registrantcontact: {
    contactid: "5521",
    name: "Ana Pop",
    company: "Example SRL",
    emailaddr: "ana@example.com",
  },
  actioncompleted: "0",
  actiontype: null,
  actionstatus: null,
  actionstatusdesc: null,
  executioninfoparams: {},
};

export const ROW = {
  "orders.orderid": "38483289",
  "entity.entityid": "38483289",
  "entity.description": "brightmeadow.com",
  "entity.currentstatus": "Active",
  "orders.creationtime": "1767139490",
  "orders.endtime": "1798675490",
  "orders.transferlock": "true",
  "orders.autorenew": "false",
  "orders.privacyprotection": "false",
  "entitytype.entitytypekey": "domcno",
  "entitytype.entitytypename": ".COM Domain Name",
  "customer.customerid": "10423211",
};

/** A page of the list: rows under numbers, the counters among them. */
export const page = (rows: readonly unknown[], recsInDb = rows.length) => ({
  recsonpage: String(rows.length),
  recsindb: String(recsInDb),
  ...Object.fromEntries(rows.map((row, index) => [String(index + 1), row])),
});

export const DONE = {
  entityid: "38483289",
  actiontype: "AddNewDomain",
  actiontypedesc: "Registration of brightmeadow.com for 1 year",
  eaqid: "215938471",
  actionstatus: "Success",
  actionstatusdesc: "Domain registration completed Successfully",
  status: "Success",
  description: "brightmeadow.com",
};
export const IN_PROGRESS = { ...DONE, actionstatus: "InProgress", status: "InProgress" };

export const NOT_FOUND = {
  status: "ERROR",
  message: "Website doesn't exist for brightmeadow.com",
};
export const BAD_KEY = {
  status: "error",
  error: "Invalid credentials, or your User account maybe Inactive or Suspended",
};
export const NOT_FREE = {
  actionstatus: "Failed",
  actionstatusdesc: "Domain name is not available for registration",
  status: "Failed",
};

export const FREE = { "brightmeadow.com": { classkey: "domcno", status: "available" } };
export const TAKEN = { "brightmeadow.com": { classkey: "domcno", status: "regthroughothers" } };

export const KEYS = {
  domorder: [{ domcno: ["com"] }, { dotnet: ["net"] }, { thirdlevel: ["co.in", "net.in"] }],
  hosting: [{ linux: ["x"] }],
};
export const COSTS = {
  domcno: {
    addnewdomain: { "1": 8.49, "2": 8.49, "3": "8.00", "5": "8.00" },
    renewdomain: { "1": "8.490", "2": 8.49 },
    addtransferdomain: { "1": 8.49 },
    restoredomain: { "1": 80 },
  },
  hosting: { "1": { renew: { "1": 2.49 } } },
};
export const BALANCE = { sellingcurrencybalance: 117.5, sellingcurrencysymbol: "USD" };

/** What is asked before a purchase, answered. */
export const PRICED = {
  "billing/reseller-balance": [200, BALANCE],
  "products/category-keys-mapping": [200, KEYS],
  "products/reseller-cost-price": [200, COSTS],
} as const;
