import { z } from "zod";
import { decimalsOf } from "../names/money";
import { ACCOUNT_KINDS, CAPABILITIES, REGISTRARS } from "../registrars/gateway";

const Name = z
  .string()
  .trim()
  .min(1, "Enter a name, such as “Gandi main”.")
  .max(80, "A name has at most 80 characters.");

export const ENDPOINTS = ["production", "sandbox", "simulator"] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

/** What may be done with an account: `full` allows changes; paid ones need a permission of their own. */
export const ACCOUNT_MODES = ["read_only", "full"] as const;
export type AccountMode = (typeof ACCOUNT_MODES)[number];

export const SetAccountUseInput = z.strictObject({
  accountId: z.uuid(),
  mode: z.enum(ACCOUNT_MODES),
  allowsPaidCalls: z.boolean(),
});
export type SetAccountUseInput = z.input<typeof SetAccountUseInput>;

/** What an account does now: `waiting` was never read yet, `by_hand` never is. */
export const ACCOUNT_STATES = ["syncing", "failing", "waiting", "ok", "by_hand"] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** Why a registrar did not answer as hoped, and what helps. */
export const FailureDto = z.object({
  code: z.string(),
  /** The class of cause, in a few words. */
  cause: z.string(),
  message: z.string(),
  steps: z.array(z.string()),
  at: z.iso.datetime().nullable(),
});
export type FailureDto = z.infer<typeof FailureDto>;

/** `not_tried` says in `detail` why not: for one, trying would have changed something. */
export const TEST_OUTCOMES = ["ok", "unsupported", "failed", "not_tried"] as const;

export const CapabilityTestDto = z.object({
  capability: z.enum(CAPABILITIES),
  outcome: z.enum(TEST_OUTCOMES),
  /** What was asked and found, or why not. */
  detail: z.string(),
  failure: FailureDto.nullable(),
});
export type CapabilityTestDto = z.infer<typeof CapabilityTestDto>;

const Partner = z.object({ id: z.uuid(), name: z.string() });

/** How fast an endpoint may be called, and how much of that is left now. */
export const LimitDto = z.object({
  endpoint: z.string(),
  /** Whether all accounts behind one address of ours share the registrar's rate. */
  isShared: z.boolean(),
  /** How many calls may leave at this moment, and how many at once after a rest. */
  left: z.int(),
  atOnce: z.int(),
  /** How long until a call may leave; 0: now. */
  waitSeconds: z.int(),
  perMinute: z.int(),
  usualPerMinute: z.int(),
  mostPerMinute: z.int(),
  /** What the registrar documents; null where it publishes nothing. */
  documentedPerMinute: z.int().nullable(),
  source: z.string(),
});
export type LimitDto = z.infer<typeof LimitDto>;

/** The proxy an account's registrar is reached through. Who may not manage accounts sees its address alone. */
export const ProxyDto = z.object({
  url: z.string(),
  username: z.string().nullable(),
  hasPassword: z.boolean(),
});
export type ProxyDto = z.infer<typeof ProxyDto>;

/** An endpoint that is not called at the moment, because it has been failing. */
export const BreakerDto = z.object({
  endpoint: z.string(),
  state: z.enum(["open", "half_open"]),
  until: z.iso.datetime().nullable(),
  lastFailure: z.string().nullable(),
});
export type BreakerDto = z.infer<typeof BreakerDto>;

/** What is known of an account that is kept by hand, and how old its names are. */
export const ByHandDto = z.object({
  panelUrl: z.string().nullable(),
  /** When names were last brought in from a file; null: never. */
  broughtInAt: z.iso.datetime().nullable(),
  /** Whether that is so long ago that the names can hardly be right any more. */
  isStale: z.boolean(),
});
export type ByHandDto = z.infer<typeof ByHandDto>;

/** A registrar account as the house sees it. Instants are ISO 8601 in UTC. */
export const AccountDto = z.object({
  id: z.uuid(),
  name: z.string(),
  registrar: z.enum(ACCOUNT_KINDS),
  registrarName: z.string(),
  endpoint: z.enum(ENDPOINTS),
  endpointLabel: z.string(),
  state: z.enum(ACCOUNT_STATES),
  names: z.int(),
  capabilities: z.array(
    z.object({ capability: z.enum(CAPABILITIES), isMet: z.boolean(), reason: z.string() }),
  ),
  lastGoodCallAt: z.iso.datetime().nullable(),
  failure: FailureDto.nullable(),
  breakers: z.array(BreakerDto),
  limits: z.array(LimitDto),
  /** Null for accounts at registrars that can be asked. */
  byHand: ByHandDto.nullable(),
  proxy: ProxyDto.nullable(),
  /** Where the registrar may send events, and how many secrets it may sign them with now. */
  events: z.object({ url: z.string(), secrets: z.int() }),
  mode: z.enum(ACCOUNT_MODES),
  /** Since when calls that cost money are allowed. */
  paidCallsAt: z.iso.datetime().nullable(),
  defaultPartner: Partner.nullable(),
  /** What it is billed in; `isUsual`: as its registrar usually bills. */
  currency: z.object({ code: z.string(), isUsual: z.boolean() }),
  syncIntervalMinutes: z.int(),
  nextSyncAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  tests: z.object({ at: z.iso.datetime(), results: z.array(CapabilityTestDto) }).nullable(),
  /** For administrators alone: the last signs of the key, and since when it is this one. */
  key: z.object({ hint: z.string(), changedAt: z.iso.datetime() }).nullable(),
});
export type AccountDto = z.infer<typeof AccountDto>;

/** One row of what can be done with an account: its registrar's word, ours, and endings that do not have it. */
export const AbilityDto = z.object({
  capability: z.enum(CAPABILITIES),
  isPossible: z.boolean(),
  reason: z.string(),
  because: z.enum(["registrar", "account"]).nullable(),
  /** Endings of its names, with the dot, whose registries do not have it. */
  notFor: z.array(z.string()),
});
export type AbilityDto = z.infer<typeof AbilityDto>;

/** Everything the page of one account shows. */
export const AccountDetailDto = AccountDto.extend({ abilities: z.array(AbilityDto) });
export type AccountDetailDto = z.infer<typeof AccountDetailDto>;

/** Written, never read: the fields of the registrar's guide by name. */
const Credential = z.record(z.string().max(60), z.string().max(2_000, "At most 2,000 characters."));
export type Credential = z.infer<typeof Credential>;

/** A forward proxy. An empty user name or password is none. */
export const ProxyInput = z.strictObject({
  url: z
    .string()
    .trim()
    .min(1, "Enter the proxy’s address, such as https://proxy.example:3128.")
    .max(300, { error: "A proxy’s address has at most 300 signs." }),
  username: z.string().trim().max(256, "At most 256 signs.").optional(),
  password: z.string().max(256, "At most 256 signs.").optional(),
});
export type ProxyInput = z.infer<typeof ProxyInput>;

const connection = {
  registrar: z.enum(REGISTRARS, "Choose a registrar."),
  endpoint: z.enum(ENDPOINTS, "Choose where the account is."),
  credential: Credential,
  /** Left out or null: the registrar is reached directly. */
  proxy: ProxyInput.nullable().optional(),
};

export const ConnectionInput = z.strictObject(connection);
export type ConnectionInput = z.input<typeof ConnectionInput>;

const SyncInterval = z
  .int("Enter whole minutes.")
  .min(5, "At least every 5 minutes.")
  .max(10_080, "At least once a week: 10,080 minutes.");

export const AddAccountInput = z.strictObject({
  ...connection,
  name: Name,
  defaultPartnerId: z.uuid().nullable(),
});
export type AddAccountInput = z.input<typeof AddAccountInput>;

/** A currency in present use, in any case. */
const Currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => decimalsOf(code) !== null, {
    params: { code: "currency" },
    error: "Use a three-letter currency code in present use, such as EUR.",
  });

export const ChangeAccountInput = z.strictObject({
  accountId: z.uuid(),
  name: Name,
  syncIntervalMinutes: SyncInterval,
  defaultPartnerId: z.uuid().nullable(),
  /** The currency it is billed in; null: the usual one of its registrar. Left out: it stays. */
  currency: Currency.nullable().optional(),
});
export type ChangeAccountInput = z.input<typeof ChangeAccountInput>;

const ADDRESS = "Enter an address such as https://panel.example.com, or leave it empty.";

/** A page in a browser; nobody here ever calls it. */
const PanelUrl = z
  .string()
  .trim()
  .max(500, "An address has at most 500 signs.")
  .refine((text) => text === "" || isWebAddress(text), {
    params: { code: "format" },
    error: ADDRESS,
  });

function isWebAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  return isWeb && url.hostname.includes(".") && url.username === "" && url.password === "";
}

const byHand = {
  name: Name,
  registrarLabel: z
    .string()
    .trim()
    .min(1, "Enter what the registrar is called.")
    .max(80, "A name has at most 80 characters."),
  panelUrl: PanelUrl,
  defaultPartnerId: z.uuid().nullable(),
};

export const AddManualAccountInput = z.strictObject(byHand);
export type AddManualAccountInput = z.input<typeof AddManualAccountInput>;

export const ChangeManualAccountInput = z.strictObject({ ...byHand, accountId: z.uuid() });
export type ChangeManualAccountInput = z.input<typeof ChangeManualAccountInput>;

export const AccountInput = z.strictObject({ accountId: z.uuid() });
export type AccountInput = z.input<typeof AccountInput>;

export const AccountKeyInput = z.strictObject({ accountId: z.uuid(), credential: Credential });
export type AccountKeyInput = z.input<typeof AccountKeyInput>;

export const SetEgressProxyInput = z.strictObject({
  accountId: z.uuid(),
  proxy: ProxyInput.nullable(),
});
export type SetEgressProxyInput = z.input<typeof SetEgressProxyInput>;

export const SetAccountRateInput = z.strictObject({
  accountId: z.uuid(),
  /** Null: the usual rate of the registrar. */
  callsPerMinute: z
    .int("Enter whole calls a minute.")
    .min(1, "At least one call a minute.")
    .max(1_000_000, "At most 1,000,000 calls a minute.")
    .nullable(),
});
export type SetAccountRateInput = z.input<typeof SetAccountRateInput>;

export const RemoveAccountInput = z.strictObject({ accountId: z.uuid(), name: z.string() });
export type RemoveAccountInput = z.input<typeof RemoveAccountInput>;

/** What the first reading of an account would bring. */
export const PreviewDto = z.object({
  /** How many names the registrar says there are, where it tells. */
  total: z.int().nullable(),
  checked: z.int(),
  /** Whether there are more than were checked. */
  hasMore: z.boolean(),
  arriving: z.int(),
  here: z.int(),
  problems: z.array(z.object({ name: z.string(), problem: z.string() })),
  problemCount: z.int(),
  /** The first few that would arrive, with their Unicode form. */
  examples: z.array(z.object({ name: z.string(), nameUnicode: z.string() })),
});
export type PreviewDto = z.infer<typeof PreviewDto>;

/** What the wizard needs to know before anything is typed. Data only. */
export type ConnectChoice = {
  readonly registrar: (typeof REGISTRARS)[number];
  readonly name: string;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly help: string;
    readonly isSecret: boolean;
    readonly isRequired: boolean;
    readonly choices?: readonly { readonly value: string; readonly label: string }[];
  }[];
  readonly scopes: readonly string[];
  readonly limits: readonly string[];
  readonly endpoints: readonly {
    readonly value: Endpoint;
    readonly label: string;
    readonly help: string;
  }[];
};
