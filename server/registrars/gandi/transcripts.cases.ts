/**
 * Bodies as Gandi sends them, after recordings and its documentation, with values of our own.
 * For tests; each is a plain value that a test may vary.
 */
export const LIST_ROW = {
  status: [],
  dates: {
    created_at: "2011-02-21T10:39:00Z",
    registry_created_at: "2003-03-12T12:02:11Z",
    registry_ends_at: "2027-03-12T12:02:11Z",
    updated_at: "2026-03-25T17:06:34Z",
  },
  tags: [],
  fqdn: "example.com",
  id: "domain-uuid",
  autorenew: false,
  tld: "com",
  owner: "Mr. Example",
  orga_owner: "Example Org",
  domain_owner: "Owner",
  nameserver: { current: "livedns" },
  href: "https://api.gandi.net/v5/domain/domains/example.com",
  fqdn_unicode: "example.com",
};

export const AUTH_CODE = "x7Kp-9Qw2-canary";

export const DETAILS = {
  status: ["clientTransferProhibited"],
  dates: {
    created_at: "2011-02-21T10:39:00Z",
    registry_created_at: "2003-03-12T12:02:11Z",
    registry_ends_at: "2027-03-12T12:02:11Z",
    updated_at: "2026-02-06T09:49:37Z",
    renew_begins_at: "2012-01-01T00:00:00Z",
    hold_begins_at: "2027-03-12T12:02:11Z",
    hold_ends_at: "2027-04-26T12:02:11Z",
    deletes_at: "2027-04-26T00:02:11Z",
    restore_ends_at: "2027-05-26T12:02:11Z",
    pending_delete_ends_at: "2027-06-25T12:02:11Z",
    authinfo_expires_at: "2027-01-01T00:00:00Z",
  },
  tags: ["customer-17"],
  fqdn: "example.com",
  fqdn_unicode: "example.com",
  id: "6b1f7a5e-0000-4000-8000-000000000001",
  tld: "com",
  autorenew: {
    href: "https://api.gandi.net/v5/domain/domains/example.com/autorenew",
    dates: ["2027-01-13T09:04:18Z", "2027-01-29T10:04:18Z"],
    duration: 1,
    enabled: true,
    org_id: "org-uuid",
  },
  nameservers: ["ns-1-a.gandi.net", "NS-2-B.gandi.net.", "ns-3-c.gandi.net"],
  href: "https://api.gandi.net/v5/domain/domains/example.com",
  can_tld_lock: true,
  contacts: {
    owner: {
      country: "GB",
      email: "owner@example.com",
      family: "Fam",
      given: "Giv",
      streetaddr: "Somestreet",
      type: 1,
    },
  },
  services: ["gandilivedns", "dnssec"],
  sharing_id: "SHARING-UUID",
  sharing_space: { id: "SHARING-UUID", name: "User", type: "user", reseller: true },
  authinfo: AUTH_CODE,
};

export const NOT_FOUND = {
  code: 404,
  message: "The resource could not be found.",
  object: "HTTPNotFound",
  cause: "Not Found",
};

export const INVALID = {
  status: "error",
  errors: [{ location: "query", name: "name", description: "not a domain name" }],
};

const TAXES = [{ type: "service", rate: 20, name: "vat" }];

const price = (from: number, to: number, before: number, more: object = {}) => ({
  duration_unit: "y",
  min_duration: from,
  max_duration: to,
  price_before_taxes: before,
  price_after_taxes: before * 1.2,
  discount: false,
  ...more,
});

/** A free name with a promotion in its first year. */
export const FREE = {
  currency: "EUR",
  products: [
    {
      name: "brightmeadow.com",
      process: "create",
      status: "available",
      prices: [
        price(1, 1, 8, { discount: true, normal_price_before_taxes: 16.5 }),
        price(2, 10, 16.5),
      ],
      periods: [{ name: "golive", starts_at: "1985-01-01T00:00:00Z", ends_at: null }],
      taxes: TAXES,
    },
  ],
  grid: "A",
  taxes: TAXES,
};

/** A check of one process. */
export const checkOf = (status: string | undefined, more: object = {}, name = "example.com") => ({
  currency: "GBP",
  grid: "A",
  products: [{ name, process: "create", ...(status ? { status } : {}), taxes: TAXES, ...more }],
  taxes: TAXES,
});

/** Prices of an owned name: renewal and restore have one, the transfer has none. */
export const OWNED = {
  currency: "GBP",
  products: [
    { name: "example.com", process: "renew", status: "unavailable", prices: [price(1, 9, 7.39)] },
    { name: "example.com", process: "transfer", status: "unavailable" },
    {
      name: "example.com",
      process: "restore",
      status: "unavailable",
      prices: [price(1, 1, 89.29)],
    },
  ],
  grid: "A",
  taxes: TAXES,
};

export const premium = (name: string) =>
  checkOf("available", { prices: [price(1, 10, 1250, { type: "premium" })] }, name);
