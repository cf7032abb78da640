import { z } from "zod";
import { iso } from "../kernel/instant";
import { firm } from "../tlds/rule";
import { ruleOf } from "../tlds/rules";
import { PostCheckDto, type TrackDto } from "./schemas";
import type { OperationRow } from "./store";

/** What the settling of an operation noted last. */
const Evidence = z.object({
  transfer: z.string().optional(),
  step: z.string().optional(),
  reason: z.string().optional(),
  postCheck: z.array(PostCheckDto).optional(),
});

const DAY_MS = 86_400_000;

/** How far a transfer is, from what its operation noted of the registrar's own words. Asks nobody. */
export function trackOf(operation: OperationRow): TrackDto {
  const { transfer, step = "", reason: told = "", postCheck = [] } = noted(operation);
  const state = stateOf(operation, transfer);
  const reason = told || (operation.errorMessage ?? "");
  const waitsFor = waitsForOf(state, `${step} ${told}`);
  const isOnItsWay = state === "under_way" || state === "action_needed";
  return {
    operationId: operation.id,
    state,
    waitsFor,
    step: isOnItsWay && step ? step : null,
    reason: state === "completed" || !reason ? null : reason,
    next: nextOf(state, { code: operation.errorCode, reason }),
    release: releaseOf(operation, waitsFor),
    sentAt: iso(operation.dispatchedAt),
    acceptedAt: iso(operation.acceptedAt),
    finishedAt: iso(operation.finishedAt),
    canCancel: operation.finishedAt === null && operation.sends === 0,
    isAtRegistrar: operation.finishedAt === null && operation.sends > 0,
    postCheck: state === "completed" ? postCheck : [],
  };
}

const noted = ({ evidence }: OperationRow): z.infer<typeof Evidence> =>
  Evidence.safeParse(evidence ?? {}).data ?? {};

const ENDS = {
  completed: "completed",
  failed: "failed",
  cancelled: "cancelled",
  superseded: "cancelled",
} as const;
const isEnd = (state: string): state is keyof typeof ENDS => Object.hasOwn(ENDS, state);

function stateOf(operation: OperationRow, told: string | undefined): TrackDto["state"] {
  const { state, reviewAt, acceptedAt } = operation;
  if (isEnd(state)) return ENDS[state];
  if (told === "action_needed") return "action_needed";
  if (reviewAt !== null) return "review";
  if (state === "pending" || state === "retrying") return "queued";
  if (state === "unknown") return "looking";
  return acceptedAt === null ? "sending" : "under_way";
}

/** Registrars publish no words for the steps of a transfer; these are looked for in whatever they say. */
const WORDS: readonly (readonly [RegExp, TrackDto["waitsFor"]])[] = [
  [/\b(?:foa|form of authori[sz]ation|registrant|owner|holder|e-?mail)\b/i, "registrant"],
  [/\b(?:losing|current|other|old|another) registrar\b|\bregac\b|\back\b/i, "losing_registrar"],
  [/\bregistry\b/i, "registry"],
];

function waitsForOf(state: TrackDto["state"], words: string): TrackDto["waitsFor"] {
  if (state === "queued" || state === "sending") return "us";
  if (state === "action_needed" || state === "review") return "you";
  if (state === "looking") return "registrar";
  if (state !== "under_way") return null;
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? "registrar";
}

/** When the silence of the losing registrar counts as a yes: counted from the day it was ordered, as nobody tells a later one. */
function releaseOf(operation: OperationRow, waitsFor: TrackDto["waitsFor"]): TrackDto["release"] {
  const since = operation.acceptedAt;
  if (since === null || operation.finishedAt !== null) return null;
  if (waitsFor !== "losing_registrar" && waitsFor !== "registrar") return null;
  const fact = ruleOf(operation.name)?.rule.autoReleaseDays;
  const days = firm(fact);
  if (!fact || days === undefined) return null;
  return { at: new Date(Date.parse(since) + days * DAY_MS).toISOString(), source: fact.source };
}

/** What a person does next, by words in a reason; the first that fits. */
const STEPS: readonly (readonly [RegExp, string])[] = [
  [
    /auth|code|epp|key/i,
    "Have its present registrar give a new auth code, and mind upper and lower case.",
  ],
  [/lock|prohibit/i, "Have it unlocked at its present registrar."],
  [
    /reject|refus|denied|nack|declin/i,
    "Its holder or present registrar said no. Ask them why, and have them agree.",
  ],
  [/fund|balance|credit|payment/i, "Pay in at the gaining registrar."],
  [/price|cost/i, "Look at the new price."],
  [/expire|redemption/i, "Have it renewed or restored at its present registrar."],
  [/days|recent|60/i, "Wait until the days after its registration or last transfer are over."],
];

function nextOf(
  state: TrackDto["state"],
  { code, reason }: { readonly code: string | null; readonly reason: string },
): string | null {
  if (state === "looking")
    return "Nothing: whether it arrived is being found out by reading. It is never sent again by itself.";
  if (state === "review")
    return "Find out at the registrar what became of it, then close the change by hand.";
  const step = STEPS.find(([pattern]) => pattern.test(`${code ?? ""} ${reason}`))?.[1];
  if (state === "action_needed")
    return `${step ?? "See what the registrar asks for."} Then give the code below, or have the gaining registrar take the order up again: it stands there, and is not paid for a second time.`;
  if (state !== "failed") return null;
  return `${step ?? "See to what the reason says."} Then begin a new transfer.`;
}
