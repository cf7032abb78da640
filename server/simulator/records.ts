/** What the registrar side keeps about one domain. Records are replaced, never changed in place. */
export type DomainRecord = {
  /** Id of the organisation the domain belongs to. */
  readonly organisationId: string;
  readonly fqdn: string;
  readonly tld: string;
  /** Words as the registrar writes them; may hold a word nobody documents. */
  readonly status: readonly string[];
  /** Instants in ISO 8601, UTC. Null where this registrar says nothing. */
  readonly createdAt: string | null;
  readonly registryCreatedAt: string | null;
  readonly updatedAt: string | null;
  readonly expiresAt: string | null;
  readonly autoRenew: boolean;
  /** Whether auto-renew was ever switched on. Without it, it cannot be switched off either. */
  readonly hasAutoRenewRecord: boolean;
  readonly autoRenewYears: number;
  readonly nameservers: readonly string[];
  /** Some list rows show their hosts, most do not. */
  readonly showsHostsInList: boolean;
  readonly tags: readonly string[];
  readonly canLock: boolean;
  readonly authCode: string;
  readonly services: readonly string[];
  readonly contacts: Contacts;
  /** Hosts below the name at the registry, by label; absent until there was one. */
  readonly glue?: readonly Glue[];
  /** Keys at the registry; absent until there was one. */
  readonly keys?: readonly Key[];
  /** What the registrar's own DNS serves; absent until it was written: see gandi/livedns.ts. */
  readonly zone?: readonly ZoneSet[];
};

/** `name` is the label below the domain, "@" for the domain itself. */
export type Glue = { readonly name: string; readonly ips: readonly string[] };

export type Key = {
  readonly id: number;
  readonly algorithm: number;
  readonly type: "none" | "zsk" | "ksk";
  readonly publicKey: string;
};

/** All records of one type at one name, values as they were sent. */
export type ZoneSet = {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly values: readonly string[];
};

export type Contact = Readonly<Record<string, unknown>> & {
  readonly given: string;
  readonly family: string;
};
export type Contacts = {
  readonly owner: Contact;
  readonly admin?: Contact;
  readonly bill?: Contact;
  readonly tech?: Contact;
};

/** One inbound transfer. How far it is follows from the clock: see gandi/transfer-progress.ts. */
export type TransferRecord = {
  readonly organisationId: string;
  readonly fqdn: string;
  readonly createdAt: string;
  /** The last start; a relaunch moves it. */
  readonly startedAt: string;
  readonly stepMs: number;
  readonly years: number;
  /** A code that begins with "wrong" is refused by the losing registrar. */
  readonly authCode: string;
  /** A code that was sent later and counts from the next start on. */
  readonly nextCode?: string;
  readonly domain: DomainRecord;
};

/** A registrar account: who pays, and whose domains its tokens see. */
export type Organisation = {
  readonly id: string;
  readonly name: string;
};

/** An access token as the registrar knows it. `expiresInDays` counts from the world's first instant. */
export type Token = {
  readonly secret: string;
  readonly organisationId: string;
  readonly expiresInDays: number;
  readonly canWrite: boolean;
};
