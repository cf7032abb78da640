import { z } from "zod";
import { DOMAIN_FLAG_NAMES } from "../names/domain-flags";
import { DomainName } from "../names/domain-name";
import { LIFECYCLES } from "../names/lifecycles";
import { AUTO_RENEW_MODES, LOCK_STATES } from "../names/modes";
import { MOST_TAG_SIGNS, TAG_SHAPE } from "../names/tag";
import { OPERATION_KINDS } from "../operations/kinds";
import { CONTACT_ROLES } from "../registrars/gateway";
import { OBSTACLES, OPERATIONS } from "../registrars/operations";
import { CHECK_REASONS } from "./check-reasons";

const instant = z.iso.datetime();

/** One row of the portfolio. Instants are ISO 8601 in UTC, days are calendar dates. */
export const DomainRow = z.object({
  id: z.uuid(),
  name: DomainName,
  nameUnicode: z.string(),
  tld: z.string(),
  partner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  account: z.object({ id: z.uuid(), name: z.string() }),
  lifecycle: z.enum(LIFECYCLES),
  renewBy: z.iso.date().nullable(),
  expiresAt: instant.nullable(),
  autoRenewWish: z.boolean().nullable(),
  autoRenew: z.enum(AUTO_RENEW_MODES),
  lockState: z.enum(LOCK_STATES),
  nameservers: z.array(z.string()).nullable(),
  dnssec: z.boolean().nullable(),
  tags: z.array(z.string()),
  flags: z.array(z.enum(DOMAIN_FLAG_NAMES)),
  isCritical: z.boolean(),
  verifiedAt: instant.nullable(),
  /** Changes asked for and not yet seen at the registrar: the newest of them, and how many there are. Null: none. */
  pending: z.object({ id: z.uuid(), kind: z.enum(OPERATION_KINDS), count: z.int() }).nullable(),
});
export type DomainRow = z.infer<typeof DomainRow>;

/** A page of names. `total.isExact` false: more names match than were counted. */
export const DomainListDto = z.object({
  rows: z.array(DomainRow),
  nextCursor: z.string().nullable(),
  previousCursor: z.string().nullable(),
  total: z.object({ names: z.int(), isExact: z.boolean() }),
});
export type DomainListDto = z.infer<typeof DomainListDto>;

/** One field as it stands here and as the registrar last told it. */
export const TruthField = z.object({
  field: z.enum([
    "expiresAt",
    "registeredAt",
    "statuses",
    "lockState",
    "autoRenew",
    "nameservers",
    "dnssec",
    "privacy",
    "registrant",
  ]),
  here: z.unknown(),
  registrar: z.unknown(),
  /** When the registrar last told this field, and by which kind of reading; null: it never did. */
  toldAt: instant.nullable(),
  via: z.enum(["list", "info"]).nullable(),
  differs: z.boolean(),
  /** Who wins, in words; for a value that was not believed, why. */
  rule: z.enum(["registrar_wins", "ours_wins", "asked", "disbelieved"]),
  reason: z.string().nullable(),
});
export type TruthField = z.infer<typeof TruthField>;

/** Why a flag stands: since when, and what the last change behind it was, where the log tells. */
export const FlagNotice = z.object({
  flag: z.enum(DOMAIN_FLAG_NAMES),
  since: instant.nullable(),
  before: z.unknown(),
  after: z.unknown(),
});
export type FlagNotice = z.infer<typeof FlagNotice>;

/** Everything the page of one domain shows. */
export const DomainDetailDto = DomainRow.omit({ pending: true }).extend({
  registrarRef: z.string().nullable(),
  createdAt: instant,
  statuses: z.array(z.string()),
  unknownStatuses: z.array(z.string()),
  registeredAt: instant.nullable(),
  registryUpdatedAt: instant.nullable(),
  lifecycleChangesAt: instant.nullable(),
  phases: z.array(
    z.object({
      phase: z.enum(["active", "grace", "redemption", "pending_delete"]),
      endsAt: instant.nullable(),
      source: z.enum(["registrar", "rule", "unknown"]),
    }),
  ),
  registrant: z.string().nullable(),
  /** Who the name belongs to as far as a registrar told it, without anything of the persons. */
  contacts: z.object({
    /** When it was last told; null: never yet. */
    toldAt: instant.nullable(),
    /** Since when it is so; null: nothing is kept. */
    changedAt: instant.nullable(),
    /** Another hash: another contact, or one whose particulars changed. */
    roles: z.array(z.object({ role: z.enum(CONTACT_ROLES), hash: z.string() })),
  }),
  /** Whether the WHOIS hides the holder; null: the registrar does not tell. */
  privacy: z.boolean().nullable(),
  notes: z.string(),
  version: z.int(),
  truth: z.array(TruthField),
  notices: z.array(FlagNotice),
  /** What of it waits in the conflict inbox. */
  conflicts: z.array(z.object({ id: z.uuid(), field: z.string() })),
  listedAt: instant.nullable(),
  detailsAt: instant.nullable(),
  /** When it is asked for again, and why then; null where nobody can be asked. */
  nextCheck: z.object({ at: instant, reason: z.enum(CHECK_REASONS) }).nullable(),
  failure: z.object({ code: z.string(), message: z.string(), at: instant }).nullable(),
  /** Which registrar: our word for those we speak to, its own name for one that is kept by hand. */
  registrar: z.string(),
  /** Whether nobody can be asked about the name. */
  isKeptByHand: z.boolean(),
});
export type DomainDetailDto = z.infer<typeof DomainDetailDto>;

export const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, "A tag has at least one sign.")
  .max(MOST_TAG_SIGNS, `A tag has at most ${MOST_TAG_SIGNS} signs.`)
  .regex(TAG_SHAPE, "A tag has letters, digits, blanks and . _ : / - only.");

const hasNul = (text: string) => text.includes("\u0000");
const wellFormed = (text: string) => !/\p{Surrogate}/u.test(text);

export const Notes = z
  .string()
  .max(10_000, "Notes have at most 10,000 signs.")
  .refine((text) => !hasNul(text), {
    params: { code: "bad_char" },
    error: "Notes hold a sign that cannot be stored.",
  })
  .refine(wellFormed, { params: { code: "bad_char" }, error: "Notes hold half a sign." });

/** Whether one thing can be done with a name; when not, why not and who stands in the way. */
export const OperationDto = z.object({
  operation: z.enum(OPERATIONS),
  isPossible: z.boolean(),
  /** Why not; null when it is possible. */
  reason: z.string().nullable(),
  because: z.enum(OBSTACLES).nullable(),
  /** What one should know about a thing that is possible. */
  note: z.string().nullable(),
  /** The registry's rules that bear on it, each with its source. */
  rules: z.array(
    z.object({
      text: z.string(),
      source: z.string(),
      confidence: z.enum(["high", "medium", "low"]),
    }),
  ),
});
export type OperationDto = z.infer<typeof OperationDto>;

/** What can be done with a name now. */
export const DomainCapabilitiesDto = z.object({
  /** The ending whose rules are meant, without the dot; null: no rule of its registry is known. */
  ending: z.string().nullable(),
  operations: z.array(OperationDto),
  /** Where to do by hand what cannot be done here; null for callers who have no login there. */
  panel: z.object({ name: z.string(), url: z.url() }).nullable(),
});
export type DomainCapabilitiesDto = z.infer<typeof DomainCapabilitiesDto>;

/** What is ours to change. A key that is absent stays as it is. */
export const DomainEdits = z.strictObject({
  /** The version the change was made on; left out, the change is made on whatever stands. */
  version: z.int().min(1).optional(),
  notes: Notes.optional(),
  tags: z.array(Tag).max(20, "A name carries at most 20 tags.").optional(),
  autoRenewWish: z.boolean().nullable().optional(),
  isCritical: z.boolean().optional(),
  /** Takes away the flags that say "look at this". */
  isSeen: z.literal(true).optional(),
});

export const EditDomainInput = DomainEdits.extend({ id: z.uuid() });
export type EditDomainInput = z.input<typeof EditDomainInput>;

/** Which names an action is for: a few by id, or all that matched a filter when it was frozen. */
export const Selection = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(1_000) }),
  z.strictObject({
    /** The portfolio's parameters as in the address bar, without cursor. */
    filter: z.string().max(2_000),
    names: z.int().min(1),
    frozenAt: instant,
  }),
]);
export type Selection = z.input<typeof Selection>;

export const TagDomainsInput = z.strictObject({
  selection: Selection,
  add: z.array(Tag).max(20).default([]),
  remove: z.array(Tag).max(20).default([]),
});
export type TagDomainsInput = z.input<typeof TagDomainsInput>;

export const AssignDomainsInput = z.strictObject({
  selection: Selection,
  partnerId: z.uuid().nullable(),
});
export type AssignDomainsInput = z.input<typeof AssignDomainsInput>;

export const SaveViewInput = z.strictObject({
  name: z.string().trim().min(1, "Give the view a name.").max(60, "At most 60 signs."),
  params: z.string().max(2_000),
  isShared: z.boolean().default(false),
});
export type SaveViewInput = z.input<typeof SaveViewInput>;

export const SavedViewDto = z.object({
  id: z.uuid(),
  name: z.string(),
  params: z.string(),
  isShared: z.boolean(),
  isOwn: z.boolean(),
});
export type SavedViewDto = z.infer<typeof SavedViewDto>;
