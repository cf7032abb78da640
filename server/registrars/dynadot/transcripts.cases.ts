/**
 * Bodies as Dynadot sends them, after its documentation and recordings, with values of our own. For
 * tests; each is a plain value that a test may vary.
 */
export const success = (data: unknown, code: number | string = 200) => ({
  code,
  message: "Success",
  data,
});

export const INFO = {
  domain_name: "example.com",
  registration_date: 1451366690000,
  expiration_date: 1798675490000,
  registrant_contact_id: 263900,
  admin_contact_id: 263901,
  tech_contact_id: 263902,
  billing_contact_id: 263903,
  locked: "Yes",
  disabled: "No",
  udrp_locked: "No",
  registrant_unverified: "No",
  hold: "No",
  privacy: "Full Privacy",
  is_for_sale: "No",
  renew_option: "auto-renew",
  note: "",
  folder_id: -1,
  folder_name: "(no folder)",
  status: "active",
  glue_info: {
    glue_type: "NAME_SERVERS",
    nameserver_list: [
      { server_name: "ns1.example.net", ip_list: [] },
      { server_name: "ns2.example.net", ip_list: [] },
      { server_name: "", ip_list: [] },
    ],
  },
};

export const PRICES = {
  currency: "USD",
  unit: "(price/1 year)",
  registration_price: "10.99",
  renewal_price: "10.99",
  transfer_price: "10.49",
  restore_price: "60.00",
};

/** One name of a search that is free. */
export const FREE = {
  domain_name: "example.com",
  available: "Yes",
  premium: "No",
  price_list: [PRICES],
};

export const found = (...results: unknown[]) => success({ domain_result_list: results });

export const MAINTENANCE = {
  ListDomainInfoResponse: {
    ResponseCode: "-1",
    Status: "error",
    Error: "problem with connection to main server",
  },
};

export const TOO_MANY = {
  status: { code: 429, message: "Too Many Requests" },
  error: {
    description:
      "You have reached the maximum allowed requests within the concurrent limit of your account. Please try again later.",
  },
};

export const CREATED = (id: string) => ({
  CreateContactResponse: {
    ResponseCode: "0",
    Status: "success",
    CreateContactContent: { ContactId: id },
  },
});

export const DONE = { AddNsResponse: { ResponseCode: 0, Status: "success" } };

export const QUOTED = {
  RenewResponse: {
    ResponseCode: "3",
    Status: "price_check_success",
    PriceInfo: "Renew Fee: 108.90 in USD, Total: 108.90 in USD, The domain is premium",
  },
};

export const OWNER = {
  kind: "company",
  givenName: "Jonas",
  familyName: "Petrescu",
  organisation: "Harbour Logistics",
  email: "owner@harbour.example",
  phone: "+44.2079460000",
  street: "12 Ropewalk Lane",
  city: "London",
  postalCode: "SE1 0AA",
  countryCode: "GB",
  fiscalCode: "canary-fiscal-99",
} as const;
