import { z } from "zod";
import { FrozenRule } from "../approvals/schemas";
import { DsDto, ServerDto } from "../dns/schemas";
import { Selection } from "../domains/schemas";
import { CAUSES, OPERATION_KINDS, OPERATION_STATES } from "../operations/kinds";
import { OperationDto } from "../operations/schemas";

const instant = z.iso.datetime();

/** What a plan asks of every one of its names. */
export const PlanChange = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("renew"),
    years: z.int("Give whole years.").min(1, "At least one year.").max(10, "At most ten years."),
    /** What a year costs by contract, for names whose registrar tells no prices: decimals in major units. */
    contractPrice: z
      .strictObject({ amount: z.string().max(20), currency: z.string().max(3) })
      .optional(),
  }),
  z.strictObject({
    kind: z.literal("nameserver_update"),
    nameservers: z.array(z.string().max(300)).max(50),
    /** Addresses of hosts that lie below a name they are to serve, by host. */
    glue: z.record(z.string().max(300), z.array(z.string().max(60)).min(1).max(13)).optional(),
  }),
  /** Takes the keys (DS) of the names away from their registries. */
  z.strictObject({ kind: z.literal("ds_update") }),
  z.strictObject({
    kind: z.literal("lock_update"),
    locked: z.boolean(),
    /** When an unlocked name locks itself again. Asked for when unlocking. */
    until: instant.optional(),
    purpose: z.string().trim().min(3).max(200).optional(),
  }),
  z.strictObject({ kind: z.literal("auto_renew_update"), enabled: z.boolean() }),
  /** WHOIS privacy. */
  z.strictObject({ kind: z.literal("whois_update"), enabled: z.boolean() }),
]);
export type PlanChange = z.infer<typeof PlanChange>;

/** Names an intent for ever: sent twice, it is done once. 16 to 128 printable signs. */
export const IntentKey = z
  .string()
  .min(16, "A key has at least 16 signs.")
  .max(128, "A key has at most 128 signs.")
  .regex(/^[\x21-\x7e]+$/, "A key is of printable ASCII without blanks.");

export const MakePlanInput = z.strictObject({
  key: IntentKey,
  selection: Selection,
  change: PlanChange,
  /** Why a name is renewed once more for a period that was renewed already. */
  forcedReason: z.string().trim().min(3).max(200).optional(),
});
export type MakePlanInput = z.input<typeof MakePlanInput>;

export const ApplyPlanInput = z.strictObject({
  id: z.uuid(),
  /** The hash of the plan that was looked at: another one is not meant. */
  hash: z.string(),
  /** What the gates ask to be typed. */
  typed: z.string().max(100).optional(),
  hasCanary: z.boolean().default(false),
  stopAfterErrors: z.int().min(1).max(100_000).nullable().default(null),
  reason: z.string().trim().max(500).optional(),
});
export type ApplyPlanInput = z.input<typeof ApplyPlanInput>;

export const PlanRef = z.strictObject({ id: z.uuid() });
export type PlanRef = z.input<typeof PlanRef>;

export const ExcludeRowsInput = z.union([
  z.strictObject({
    id: z.uuid(),
    names: z.array(z.string()).min(1).max(10_000),
    isExcluded: z.boolean(),
  }),
  z.strictObject({
    id: z.uuid(),
    /** All rows that these parameters of the page show, as the address bar has them. */
    filter: z.string().min(1).max(1_000),
    isExcluded: z.boolean(),
  }),
]);
export type ExcludeRowsInput = z.input<typeof ExcludeRowsInput>;

/** Takes all names out that look so in the DNS. */
export const ExcludeByDnsInput = z.strictObject({
  id: z.uuid(),
  state: z.enum(["checking", "breaks", "lame", "unknown"]),
});
export type ExcludeByDnsInput = z.input<typeof ExcludeByDnsInput>;

export const RemoveKeysFirstInput = z.strictObject({ id: z.uuid(), key: IntentKey });
export type RemoveKeysFirstInput = z.input<typeof RemoveKeysFirstInput>;

export const ApprovePlanInput = z.strictObject({
  id: z.uuid(),
  hash: z.string(),
  isGranted: z.boolean(),
  reason: z.string().trim().max(500).optional(),
});
export type ApprovePlanInput = z.input<typeof ApprovePlanInput>;

export const RetryPlanInput = z.strictObject({
  id: z.uuid(),
  key: IntentKey,
  causes: z.array(z.enum(CAUSES)).min(1),
});
export type RetryPlanInput = z.input<typeof RetryPlanInput>;

export const UndoPlanInput = z.strictObject({ id: z.uuid(), key: IntentKey });
export type UndoPlanInput = z.input<typeof UndoPlanInput>;

/** A file of names changes nothing at a registrar; all else does, by operations of the plan's kind. */
export const PLAN_KINDS = [...OPERATION_KINDS, "import"] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];
export const PLAN_STATES = ["ready", "applying", "paused", "done", "cancelled"] as const;
export const VERDICTS = ["change", "same", "skipped", "impossible"] as const;

export const PlanGate = z.object({
  gate: z.enum(["share", "critical", "dnssec", "delegation", "cost"]),
  /** Why it stands there. */
  text: z.string(),
});
export type PlanGate = z.infer<typeof PlanGate>;

const person = z.object({ id: z.string(), name: z.string() });
/** checking: the DNS is still being looked at, or waited for. The others are verdicts on a delegation. */
export const DNS_STATES = ["checking", "safe", "breaks", "lame", "unknown"] as const;

/** What the DNS says of a name that is to have other nameservers. */
export const RowDns = z.object({
  state: z.enum(DNS_STATES),
  rule: z.string().nullable(),
  detail: z.string().nullable(),
  source: z.string().nullable(),
  /** Null: not known. */
  ds: z.array(DsDto).nullable(),
  servers: z.array(ServerDto),
  /** For what it is waited: that the keys go, or until resolvers have forgotten them. */
  waiting: z.object({ for: z.enum(["ds", "caches"]), until: instant.nullable() }).nullable(),
  checkedAt: instant.nullable(),
});
export type RowDns = z.infer<typeof RowDns>;

/** A plan as its page shows it. Counts are of names. */
export const PlanDto = z.object({
  id: z.uuid(),
  kind: z.enum(PLAN_KINDS),
  state: z.enum(PLAN_STATES),
  change: z.record(z.string(), z.unknown()),
  names: z.int(),
  hash: z.string(),
  createdAt: instant,
  expiresAt: instant,
  isExpired: z.boolean(),
  appliedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  requestedBy: person,
  isOwn: z.boolean(),
  gates: z.array(PlanGate),
  /** What must be typed to apply it; null when nothing must. */
  expected: z.string().nullable(),
  needsStepUp: z.boolean(),
  approval: z.object({
    isNeeded: z.boolean(),
    /** The rule that asks for it, as it stood when this was planned. */
    rule: FrozenRule.nullable(),
    /** Whether the caller may decide about it now. */
    canDecide: z.boolean(),
    approvedBy: person.nullable(),
    approvedAt: instant.nullable(),
    refusedAt: instant.nullable(),
    refusedBy: person.nullable(),
    /** What whoever decided had to say. */
    comment: z.string().nullable(),
  }),
  hasCanary: z.boolean(),
  stopAfterErrors: z.int().nullable(),
  pauseReason: z.string().nullable(),
  reason: z.string().nullable(),
  undoOf: z.uuid().nullable(),
  retryOf: z.uuid().nullable(),
  /** The plan that takes the keys away first, and the one that waits for this. */
  afterPlanId: z.uuid().nullable(),
  nextPlanId: z.uuid().nullable(),
  /** How the names that change look in the DNS; null where it is not looked at. */
  dns: z.record(z.enum(DNS_STATES), z.int()).nullable(),
  verdicts: z.record(z.enum(VERDICTS), z.int()),
  excluded: z.int(),
  /** What the rows that change cost together, by currency. */
  costs: z.array(z.object({ currency: z.string(), minor: z.int(), names: z.int() })),
  risks: z.array(z.object({ risk: z.string(), names: z.int() })),
  /** How many operations stand where; empty before it is applied. */
  progress: z.partialRecord(z.enum(OPERATION_STATES), z.int()),
  accepted: z.int(),
  review: z.int(),
  causes: z.partialRecord(z.enum(CAUSES), z.int()),
  canUndo: z.boolean(),
});
export type PlanDto = z.infer<typeof PlanDto>;

export const PlanRowDto = z.object({
  position: z.int(),
  name: z.string(),
  nameUnicode: z.string(),
  domainId: z.uuid().nullable(),
  account: z.string().nullable(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  verdict: z.enum(VERDICTS),
  rule: z.string().nullable(),
  detail: z.string().nullable(),
  risks: z.array(z.string()),
  costMinor: z.int().nullable(),
  currency: z.string().nullable(),
  isExcluded: z.boolean(),
  dns: RowDns.nullable(),
  /** When the zone above was first seen to have the new nameservers. */
  parentSeenAt: instant.nullable(),
  operation: z
    .object({
      /** Null: it is done here, without an operation at a registrar. */
      id: z.uuid().nullable(),
      state: z.enum(OPERATION_STATES),
      acceptedAt: instant.nullable(),
      cause: z.enum(CAUSES).nullable(),
      errorCode: z.string().nullable(),
      errorMessage: z.string().nullable(),
      nextAttemptAt: instant.nullable(),
    })
    .nullable(),
});
export type PlanRowDto = z.infer<typeof PlanRowDto>;

export const PlanRowsDto = z.object({
  rows: z.array(PlanRowDto),
  nextCursor: z.string().nullable(),
});
export type PlanRowsDto = z.infer<typeof PlanRowsDto>;

export const PlanListDto = z.object({
  rows: z.array(PlanDto),
  nextCursor: z.string().nullable(),
});
export type PlanListDto = z.infer<typeof PlanListDto>;

export const PlansDto = z.array(PlanDto);

/** What goes on with one name now. */
export const DomainChangesDto = z.object({
  /** Changes that have not ended, the newest first. */
  open: z.array(OperationDto),
  /** Until when its transfer lock is off, and what for; null: nobody lent it. */
  lease: z.object({ until: instant, purpose: z.string(), planId: z.uuid().nullable() }).nullable(),
});
export type DomainChangesDto = z.infer<typeof DomainChangesDto>;

export const PlanAgainInput = z.strictObject({ id: z.uuid(), key: IntentKey });
export type PlanAgainInput = z.input<typeof PlanAgainInput>;

/** What of the changes asks for somebody. */
export type ChangeWorkDto = {
  /** Changes that failed within the last days. */
  readonly failed: number;
  /** Changes nobody can prove: somebody must find out at the registrar. */
  readonly review: number;
  /** Plans of others that wait for the caller; null: not the caller's to decide. */
  readonly approvals: number | null;
};
