import type { Result } from "../kernel/result";
import type { DelegationKey } from "../names/delegation-key";
import type { DomainName, HostName } from "../names/domain-name";
import type { EppStatus } from "../names/epp-status";
import type { RecordSet } from "../names/record-set";

/** The registrars this house can speak to. */
export const REGISTRARS = ["gandi", "rotld", "dynadot", "resellerclub"] as const;
export type RegistrarKind = (typeof REGISTRARS)[number];

/** What an account may be of: a registrar we speak to, or one that is kept by hand from files. */
export const ACCOUNT_KINDS = [...REGISTRARS, "manual"] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** Everything a registrar may be asked. The registry of capabilities is keyed by these words. */
export const CAPABILITIES = [
  "list",
  "info",
  "availability",
  "prices",
  "price_list",
  "register",
  "renew",
  "transfer_in",
  "nameservers",
  "lock",
  "auto_renew",
  "privacy",
  "contacts",
  "auth_code",
  "transfer_in_cancel",
  "transfer_in_mail",
  "transfer_in_relaunch",
  "transfer_out",
  "hosts",
  "dns",
  "dnssec",
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** Whether an account can do a thing; when it cannot, `reason` tells a person why. */
export type CapabilityFlag =
  | { readonly supported: true }
  | { readonly supported: false; readonly reason: string };

export type RegistrarCode =
  | "auth_failed"
  | "forbidden"
  | "domain_taken"
  | "domain_unknown"
  | "domain_locked"
  | "conflict"
  | "not_eligible"
  | "insufficient_funds"
  | "invalid_request"
  | "invalid_registrant"
  | "invalid_nameservers"
  | "rate_limited"
  | "timeout"
  | "unreachable"
  | "blocked"
  | "malformed_answer"
  | "server_error"
  | "unsupported";

/**
 * Why a registrar did not do what was asked.
 *
 * `effect` says whether the change may have happened anyway: a refusal, and a request that was
 * provably never sent, has effect "none"; a write that was sent and not answered is "unknown" and
 * must be read back before anything else happens. Reads always have effect "none".
 */
export type RegistrarFailure = {
  readonly code: RegistrarCode;
  readonly effect: "none" | "unknown";
  /** Written for a person; never holds a secret. */
  readonly message: string;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  /** The field the registrar complained of, as the registrar names it. */
  readonly field?: string;
};

export type Answer<T> = Promise<Result<T, RegistrarFailure>>;

/**
 * One domain as a registrar told it. A key that is absent means the registrar said nothing about
 * it, which is not the same as saying it is empty. Instants are ISO 8601 in UTC.
 */
export type RegistrarDomain = {
  readonly name: DomainName;
  readonly registrarRef?: string;
  readonly statuses?: readonly EppStatus[];
  /** Status words we do not know, exactly as they came. */
  readonly unknownStatuses?: readonly string[];
  readonly registeredAt?: string;
  readonly expiresAt?: string;
  readonly registryUpdatedAt?: string;
  readonly autoRenew?: boolean;
  readonly transferLocked?: boolean;
  readonly canLock?: boolean;
  readonly nameservers?: readonly HostName[];
  readonly dnssec?: boolean;
  /** Whether the WHOIS hides who the name belongs to, in part or whole. */
  readonly privacy?: boolean;
  readonly tags?: readonly string[];
  readonly registrant?: string;
  /** The registrar's own dates of the phases after expiry, where it tells them. */
  readonly phases?: {
    readonly graceEndsAt?: string;
    readonly redemptionEndsAt?: string;
    readonly pendingDeleteEndsAt?: string;
  };
};

/** `nextCursor` absent: this was the last page. `total` counts the whole list, where it is told. */
export type DomainPage = {
  readonly domains: readonly RegistrarDomain[];
  /** Rows that could not be read, each with what was wrong. They never stop the page. */
  readonly unreadable: readonly { readonly name: string; readonly problem: string }[];
  readonly total?: number;
  readonly nextCursor?: string;
};

/** `unknown` is an answer of its own: no evidence is never turned into "available". */
export type AvailabilityState = "available" | "taken" | "reserved" | "premium" | "unknown";

export type Availability = {
  readonly name: DomainName;
  readonly state: AvailabilityState;
  /** The registrar's own word behind `state`, and for `unknown` the reason. */
  readonly evidence: string;
  readonly price?: Price;
};

export const PRICE_ACTIONS = ["register", "renew", "transfer", "restore"] as const;
export type PriceAction = (typeof PRICE_ACTIONS)[number];

/** The price of one year within a bracket of years, in minor units of `currency`, before taxes. */
export type Price = {
  readonly action: PriceAction;
  readonly minYears: number;
  readonly maxYears: number;
  readonly priceMinor: number;
  /** What it costs without a current promotion; absent when there is none. */
  readonly normalPriceMinor?: number;
  readonly currency: string;
  readonly isPremium: boolean;
};

/** What every ending that a registrar sells costs, told at once. Names with a price of their own are in none. */
export type ToldPriceList = {
  /** By ending: A-labels, without the dot before it. */
  readonly endings: ReadonlyMap<string, readonly Price[]>;
  /** Endings whose prices could not be read, each with what was wrong. */
  readonly unreadable: readonly { readonly tld: string; readonly problem: string }[];
  /** How many calls it took. */
  readonly calls: number;
};

export const CONTACT_KINDS = ["person", "company", "association", "public_body"] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** A holder or another contact of a name, as a person writes it. Each adapter spells it in its registrar's words. */
export type Contact = {
  readonly kind: ContactKind;
  readonly givenName: string;
  readonly familyName: string;
  /** Present unless `kind` is a person. */
  readonly organisation?: string;
  readonly email: string;
  /** E.164 with a dot behind the country code, such as +40.727636787 (RFC 5733 §2.5). */
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly postalCode?: string;
  /** State or province: ISO 3166-2 where the registrar wants codes, else its name. */
  readonly state?: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly countryCode: string;
  /** Tax or personal number where a registry asks for one (CNP, CUI). Personal: never logged. */
  readonly fiscalCode?: string;
  /** Number in a trade register, such as J40/1234/2015. */
  readonly registrationNumber?: string;
};

export const CONTACT_ROLES = ["registrant", "admin", "tech", "billing"] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** A contact as a registrar shows it. A key that is absent was not told. Numbers of persons are never among them. */
export type ToldContact = {
  readonly name?: string;
  readonly organisation?: string;
  readonly email?: string;
  /** E.164 with a dot behind the country code, where it came so. */
  readonly phone?: string;
  readonly street?: string;
  readonly city?: string;
  readonly postalCode?: string;
  readonly countryCode?: string;
};
export type ContactsTold = Readonly<Partial<Record<ContactRole, ToldContact>>>;

/** A name in full. `contacts` null: who it belongs to could not be read, or is not told. */
export type DomainInFull = {
  readonly domain: RegistrarDomain;
  readonly contacts: ContactsTold | null;
  /** How many calls it took. */
  readonly calls: number;
};

/** What every change carries. The key names the durable intent behind it. */
export type Change = { readonly name: DomainName; readonly idempotencyKey: string };
/** What every paid change carries: a registrar asked for more than this must be refused by us. */
type Paid = Change & {
  readonly periodYears: number;
  readonly expectedPriceMinor: number;
  readonly currency: string;
};

export type Registration = Paid & {
  readonly contacts: Readonly<Partial<Record<ContactRole, Contact>>>;
  readonly nameservers: readonly HostName[];
  /** Whether a premium name may be ordered; its price was agreed to. */
  readonly acceptsPremium?: boolean;
};
export type Renewal = Paid & { readonly currentExpiresAt: string };
export type TransferIn = Paid & {
  readonly authCode: string;
  readonly contacts: Readonly<Partial<Record<ContactRole, Contact>>>;
  readonly nameservers?: readonly HostName[];
};

/** What a registrar said to a change it took: done, or taken up and to be seen later. */
export type Accepted = { readonly outcome: "confirmed" | "accepted"; readonly reference?: string };

export type TransferStatus = {
  readonly name: DomainName;
  readonly state: "in_progress" | "action_needed" | "completed" | "failed" | "unknown";
  readonly step?: string;
  readonly reason?: string;
  /** Addresses whose approval is waited for, where the registrar tells them. Personal: never logged. */
  readonly awaitedFrom?: readonly string[];
};

/** A request of another registrar for a name of ours, or what became of it. */
export type TransferOut = {
  /** The registrar's number of the request; approving and rejecting name it. */
  readonly reference: string;
  /** Only "requested" can be answered. */
  readonly state: "requested" | "completed" | "failed" | "unknown";
  readonly step?: string;
  readonly reason?: string;
};
type TransferOutAnswer = Change & { readonly reference: string };

/** A nameserver below a name, and its addresses at the registry: canonical IPv4 and IPv6. */
export type GlueHost = { readonly host: HostName; readonly addresses: readonly string[] };
export type GlueHosts = {
  readonly hosts: readonly GlueHost[];
  /** False where the registrar has no list: hosts that were not asked about may be missing. */
  readonly isComplete: boolean;
};
type HostChange = Change & GlueHost;

/** All records of a name on its registrar's own nameservers. */
export type DnsZone = {
  readonly records: readonly RecordSet[];
  /** What else the zone holds, in the registrar's words, such as forwardings. Writes leave it as it is. */
  readonly others: readonly string[];
  /** Whether one TTL holds for all records; writing two different ones is then refused. */
  readonly hasOneTtl: boolean;
  /** Names exactly this content: a write says on what it is based. */
  readonly version: string;
};

/** The keys of a name at the registry, and in which form the registrar takes new ones. */
export type DsSet = {
  readonly takes: DelegationKey["form"];
  readonly keys: readonly DelegationKey[];
};

/** What accompanies a question about many names. */
export type BulkAsking = {
  /** Told of each name once, as soon as its answer is there: in no order, a slow registry last. */
  readonly onAnswer?: (answer: Availability) => void;
  /** Names not yet asked for when it is aborted are `unknown`. */
  readonly signal?: AbortSignal;
};

/**
 * One account at one registrar. Methods never throw for what the registrar said, or for silence;
 * they return it. An operation the registrar does not have answers `unsupported`, with a reason.
 */
export interface RegistrarGateway {
  readonly registrar: AccountKind;
  readonly capabilities: Readonly<Record<Capability, CapabilityFlag>>;

  listDomains(request: { cursor?: string; signal?: AbortSignal }): Answer<DomainPage>;
  readDomain(name: DomainName, signal?: AbortSignal): Answer<RegistrarDomain>;
  /**
   * The name and who it belongs to, in one call where one tells both. Where contacts are asked for apart, each is
   * asked for once in a while, however many names it has.
   */
  readInFull(name: DomainName, signal?: AbortSignal): Answer<DomainInFull>;
  checkAvailability(name: DomainName): Answer<Availability>;
  /** One answer per name, in the order asked. A name that could not be asked is `unknown`. */
  checkAvailabilityOf(
    names: readonly DomainName[],
    asking?: BulkAsking,
  ): Promise<readonly Availability[]>;
  readPrices(request: {
    name: DomainName;
    actions: readonly PriceAction[];
    currency: string;
  }): Answer<readonly Price[]>;
  /**
   * The whole price list, fresh from the registrar. `malformed_answer` where it is in another currency than the one
   * asked for.
   */
  readPriceList(request: { currency: string; signal?: AbortSignal }): Answer<ToldPriceList>;

  register(request: Registration): Answer<Accepted>;
  renew(request: Renewal): Answer<Accepted>;
  transferIn(request: TransferIn): Answer<Accepted>;
  readTransferIn(name: DomainName): Answer<TransferStatus>;
  updateNameservers(
    request: Change & { readonly nameservers: readonly HostName[] },
  ): Answer<Accepted>;
  setTransferLock(request: Change & { readonly locked: boolean }): Answer<Accepted>;
  setAutoRenew(request: Change & { readonly enabled: boolean }): Answer<Accepted>;
  /** WHOIS privacy. It is never bought: where it would have to be, the answer is `not_eligible`. */
  setPrivacy(request: Change & { readonly enabled: boolean }): Answer<Accepted>;
  updateContacts(
    request: Change & { readonly contacts: Readonly<Partial<Record<ContactRole, Contact>>> },
  ): Answer<Accepted>;
  /** Who a name belongs to, by role; a role that is absent was not told. */
  readContacts(name: DomainName, signal?: AbortSignal): Answer<ContactsTold>;
  /** The code is a secret: it is handed on once and never logged or stored in clear. */
  readAuthCode(name: DomainName): Answer<{ readonly authCode: string }>;

  /** Gives up a transfer to us that has not ended. */
  cancelTransferIn(request: Change): Answer<Accepted>;
  /** Sends the mail that asks for an approval again: to `email`, else to whom it is waited for. */
  resendTransferMail(request: Change & { readonly email?: string }): Answer<Accepted>;
  /** Takes a transfer that has stopped up again, with another code. It is not paid for once more. */
  relaunchTransferIn(request: Change & { readonly authCode: string }): Answer<Accepted>;
  /** The requests of other registrars for a name, the newest first. */
  readTransfersOut(name: DomainName, signal?: AbortSignal): Answer<readonly TransferOut[]>;
  approveTransferOut(request: TransferOutAnswer): Answer<Accepted>;
  rejectTransferOut(request: TransferOutAnswer): Answer<Accepted>;

  /** @param request.ask hosts to ask about where there is no list; others ignore it */
  listHosts(request: {
    readonly name: DomainName;
    readonly ask?: readonly HostName[];
    readonly signal?: AbortSignal;
  }): Answer<GlueHosts>;
  /** Makes `host`, which is below the name, known to the registry. */
  createHost(request: HostChange): Answer<Accepted>;
  /** Replaces all addresses of `host`. */
  updateHost(request: HostChange): Answer<Accepted>;
  deleteHost(request: Change & { readonly host: HostName }): Answer<Accepted>;

  /** `not_eligible`: the name is not on the registrar's nameservers. */
  readDnsRecords(name: DomainName, signal?: AbortSignal): Answer<DnsZone>;
  /**
   * Replaces all records. `conflict` when the zone is no more the one it is based on, or when a write
   * before is not served yet; nothing was written then.
   */
  replaceDnsRecords(
    request: Change & { readonly records: readonly RecordSet[]; readonly basedOn: string },
  ): Answer<Accepted>;

  readDs(name: DomainName, signal?: AbortSignal): Answer<DsSet>;
  /**
   * Makes the keys at the registry exactly these, one at least. Where a registrar can only remove all at
   * once, the name has none for a moment.
   */
  setDs(request: Change & { readonly keys: readonly DelegationKey[] }): Answer<Accepted>;
  /** Takes all keys away: the name is not signed any more. */
  deleteDs(request: Change): Answer<Accepted>;
}
