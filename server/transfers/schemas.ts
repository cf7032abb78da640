import { z } from "zod";
import { IntentKey, PlanDto, VERDICTS } from "../plans/schemas";
import { authCodeProblem } from "./auth-code";
import { CHECK_STATES, PREFLIGHT_VERDICTS } from "./preflight/check";

const instant = z.iso.datetime();

/** More names than these are transferred in several plans. */
export const MOST_TRANSFERRED = 250;

/** An auth code exactly as it was given; see {@link authCodeProblem}. */
export const AuthCode = z.string().superRefine((text, ctx) => {
  const problem = authCodeProblem(text);
  if (problem)
    ctx.addIssue({ code: "custom", message: problem.message, params: { code: problem.code } });
});

/** Codes are judged row by row, so that a bad one stops no other. */
const row = z.strictObject({
  name: z.string().max(1024),
  authCode: z.string().max(2_000).optional(),
});

/** Other nameservers for all names, instead of those they have. */
const nameservers = z.array(z.string().max(300)).max(50).nullable().optional();

export const MakeTransferPlanInput = z.strictObject({
  key: IntentKey,
  /** The account the names are to come to. */
  accountId: z.uuid("Choose an account."),
  /** Names as they are pasted, `name code` line by line or CSV; instead of `rows`. */
  text: z.string().max(120_000, "That is too long for one plan; make several.").optional(),
  rows: z.array(row).max(MOST_TRANSFERRED).optional(),
  /** The holder the names get at the new registrar, out of the contact book. */
  registrantId: z.uuid().nullable().default(null),
  /** Whether the delegation is to stay what it is: so it is unless told otherwise. */
  keepNameservers: z.boolean().optional(),
  nameservers,
  /** Whose the names will be; of a customer's always their own partner's. */
  partnerId: z.uuid().nullable().optional(),
  years: z.int().min(1).max(10).default(1),
});
export type MakeTransferPlanInput = z.input<typeof MakeTransferPlanInput>;

export const TransferRef = z.strictObject({ id: z.uuid() });
export type TransferRef = z.input<typeof TransferRef>;

export const SetTransferCodesInput = z.strictObject({
  id: z.uuid(),
  codes: z.array(z.strictObject({ name: z.string(), authCode: z.string().max(2_000) })).optional(),
  /** Codes as they are pasted, as names are. */
  text: z.string().max(120_000).optional(),
});
export type SetTransferCodesInput = z.input<typeof SetTransferCodesInput>;

export const SetTransferChoicesInput = z.strictObject({
  id: z.uuid(),
  keepNameservers: z.boolean().optional(),
  nameservers,
  registrantId: z.uuid().nullable().optional(),
});
export type SetTransferChoicesInput = z.input<typeof SetTransferChoicesInput>;

export const CheckDto = z.object({
  rule: z.string(),
  state: z.enum(CHECK_STATES),
  text: z.string(),
  source: z.string().nullable(),
  until: instant.optional(),
});

/** What a name had before it was moved, as far as anybody told; null: not known. */
export const SnapshotDto = z.object({
  nameservers: z.array(z.string()).nullable(),
  /** Who told the nameservers. */
  source: z.enum(["registrar", "dns"]).nullable(),
  takenAt: instant,
  dnssec: z.boolean().nullable(),
  locked: z.boolean().nullable(),
  autoRenew: z.boolean().nullable(),
  expiresAt: instant.nullable(),
});
export type SnapshotDto = z.infer<typeof SnapshotDto>;

/** One thing compared after a name has come: as it was, as it is. */
export const PostCheckDto = z.object({
  field: z.enum(["nameservers", "dnssec", "lock", "autoRenew", "expiry"]),
  state: z.enum(["same", "differs", "unknown"]),
  before: z.unknown(),
  after: z.unknown(),
});
export type PostCheckDto = z.infer<typeof PostCheckDto>;

export const TRACK_STATES = [
  "queued",
  "sending",
  "looking",
  "under_way",
  "action_needed",
  "review",
  "completed",
  "failed",
  "cancelled",
] as const;
export const WAITS_FOR = [
  "us",
  "registrar",
  "registrant",
  "losing_registrar",
  "registry",
  "you",
] as const;

/** How far a name is on its way, whom it waits for, and what can be done. */
export const TrackDto = z.object({
  operationId: z.uuid(),
  state: z.enum(TRACK_STATES),
  waitsFor: z.enum(WAITS_FOR).nullable(),
  /** The registrar's own word for where it stands. */
  step: z.string().nullable(),
  /** Why it stands still or ended, in words. */
  reason: z.string().nullable(),
  /** What to do about it. */
  next: z.string().nullable(),
  /** When silence counts as a yes, and who says so. */
  release: z.object({ at: instant, source: z.string() }).nullable(),
  sentAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  canCancel: z.boolean(),
  /** It was sent and has not ended, so its registrar can be asked about it. */
  isAtRegistrar: z.boolean(),
  postCheck: z.array(PostCheckDto),
});
export type TrackDto = z.infer<typeof TrackDto>;

/** Whether a code is there; the code itself is shown to nobody. */
export const CODE_STATES = ["given", "missing", "not_needed"] as const;

export const TransferRowDto = z.object({
  position: z.int(),
  name: z.string(),
  nameUnicode: z.string(),
  domainId: z.uuid().nullable(),
  preflight: z.enum(PREFLIGHT_VERDICTS),
  checks: z.array(CheckDto),
  /** The first day on which nothing makes it wait any longer. */
  earliestAt: instant.nullable(),
  verdict: z.enum(VERDICTS),
  rule: z.string().nullable(),
  detail: z.string().nullable(),
  risks: z.array(z.string()),
  /** Our account it is in now, where it is. */
  losingAccount: z.string().nullable(),
  code: z.enum(CODE_STATES),
  snapshot: SnapshotDto,
  /** Nameservers that are given with the order; null: none are. */
  given: z.array(z.string()).nullable(),
  years: z.int(),
  costMinor: z.int().nullable(),
  currency: z.string().nullable(),
  isExcluded: z.boolean(),
  track: TrackDto.nullable(),
});
export type TransferRowDto = z.infer<typeof TransferRowDto>;

const panel = z.object({ name: z.string(), url: z.url() });

/** One transfer of one or many names, from its pre-flight to its post-check. */
export const TransferDto = z.object({
  plan: PlanDto,
  account: z.object({ id: z.uuid(), name: z.string(), registrarName: z.string() }),
  /** Why a transfer that was sent cannot be steered from here, by what is asked; null: it can. */
  steering: z.object({
    cancel: z.string().nullable(),
    mail: z.string().nullable(),
    code: z.string().nullable(),
  }),
  /** Where what cannot be done here is done by hand; null for callers who have no login there. */
  panel: panel.nullable(),
  nameservers: z.enum(["kept", "given"]),
  keepNameservers: z.boolean(),
  /** Others that were chosen for all names; null: none were. A name that is signed keeps its own. */
  chosenNameservers: z.array(z.string()).nullable(),
  /** Whether this registrar wants to be told the holder. */
  needsRegistrant: z.boolean(),
  registrant: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Whose the names will be; null: nobody's yet. */
  partner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Lines that were left out, by their number. */
  problems: z.array(z.object({ line: z.int(), message: z.string() })),
  rows: z.array(TransferRowDto),
});
export type TransferDto = z.infer<typeof TransferDto>;

/** What became of giving codes: the good ones are kept whatever is wrong with the others. */
export const CodesDto = z.object({
  transfer: TransferDto,
  kept: z.int(),
  problems: z.array(
    z.object({
      name: z.string().nullable(),
      line: z.int().nullable(),
      code: z.string(),
      message: z.string(),
    }),
  ),
  warnings: z.array(z.object({ name: z.string(), message: z.string() })),
});
export type CodesDto = z.infer<typeof CodesDto>;

/** A name on its way, or a transfer that was begun and not ordered yet. */
export const TransferListDto = z.object({
  drafts: z.array(
    z.object({
      id: z.uuid(),
      names: z.int(),
      account: z.string(),
      createdAt: instant,
      requestedBy: z.string(),
      waitsForApproval: z.boolean(),
    }),
  ),
  rows: z.array(
    z.object({
      planId: z.uuid().nullable(),
      name: z.string(),
      nameUnicode: z.string(),
      domainId: z.uuid().nullable(),
      account: z.string(),
      requestedBy: z.string(),
      requestedAt: instant,
      track: TrackDto,
    }),
  ),
  hasMore: z.boolean(),
});
export type TransferListDto = z.infer<typeof TransferListDto>;

/** Accounts that names can come to. */
export const TransferChoicesDto = z.object({
  accounts: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      registrarName: z.string(),
      /** Why it cannot be chosen; null when it can. */
      reason: z.string().nullable(),
    }),
  ),
});
export type TransferChoicesDto = z.infer<typeof TransferChoicesDto>;

/** `id`: of the operation. */
export const SteerTransferInput = z.strictObject({ id: z.uuid() });
export type SteerTransferInput = z.input<typeof SteerTransferInput>;

export const RelaunchTransferInput = z.strictObject({ id: z.uuid(), authCode: AuthCode });
export type RelaunchTransferInput = z.input<typeof RelaunchTransferInput>;

/** What a registrar said to a request about a transfer; `unknown`: it gave no answer. */
export const SteeredDto = z.object({ outcome: z.enum(["done", "unknown"]), message: z.string() });
export type SteeredDto = z.infer<typeof SteeredDto>;

/** What became of getting codes from our own accounts. */
export const OwnCodesDto = z.object({
  transfer: TransferDto,
  kept: z.int(),
  /** The plan that unlocks what was locked, and whether it has started; null: nothing was. */
  unlocking: z
    .object({ planId: z.uuid(), isStarted: z.boolean(), names: z.array(z.string()) })
    .nullable(),
  problems: z.array(z.object({ name: z.string(), message: z.string() })),
});
export type OwnCodesDto = z.infer<typeof OwnCodesDto>;

/** A request of another registrar for a name of ours. */
export const TransferOutDto = z.object({
  reference: z.string(),
  state: z.enum(["requested", "completed", "failed", "unknown"]),
  step: z.string().nullable(),
  reason: z.string().nullable(),
});
export const TransfersOutDto = z.object({
  /** Why the registrar cannot be asked or answered from here; null: it can. */
  obstacle: z.string().nullable(),
  requests: z.array(TransferOutDto),
});
export type TransfersOutDto = z.infer<typeof TransfersOutDto>;

export const AnswerTransferOutInput = z.strictObject({
  domain: z.string().min(1).max(1024),
  reference: z.string().min(1).max(200),
  isApproved: z.boolean(),
});
export type AnswerTransferOutInput = z.input<typeof AnswerTransferOutInput>;

/** `domain`: the id of a name, or the name itself in any spelling. */
export const RevealAuthCodeInput = z.strictObject({ domain: z.string().min(1).max(1024) });
export type RevealAuthCodeInput = z.input<typeof RevealAuthCodeInput>;

/** A code on its one way to a person. */
export const RevealedCodeDto = z.object({ name: z.string(), authCode: z.string() });
export type RevealedCodeDto = z.infer<typeof RevealedCodeDto>;
