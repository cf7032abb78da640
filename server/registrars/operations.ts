/** What a person may want to do with a name that is in one of our accounts. */
export const OPERATIONS = [
  "renew",
  "nameservers",
  "lock",
  "transfer",
  "auto_renew",
  "privacy",
  "contacts",
  "auth_code",
  "hosts",
  "dns",
  "dnssec",
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Who stands in the way: the registry's rules, the registrar, how the name stands, or our own account. */
export const OBSTACLES = ["tld", "registrar", "domain", "account"] as const;
export type Obstacle = (typeof OBSTACLES)[number];
