import type { TransferRecord } from "../records";
import { toInstant } from "../time";

/** Steps of an inbound transfer, each `stepMs` long. The words are ours: none are published. */
const STEPS = [
  { step: "waiting for the form of authorization", inner_step: "foa" },
  { step: "waiting for the losing registrar", inner_step: "regac" },
  { step: "transfer in progress at the registry", inner_step: "registry" },
] as const;
const DONE = { step: "done", inner_step: "done" } as const;

/** Steps from the start to the instant the domain is in the list. */
export const STEP_COUNT = STEPS.length;

/** Whether the losing registrar refuses the code of `transfer`. */
export const hasWrongCode = (transfer: TransferRecord) => transfer.authCode.startsWith("wrong");

/** The transfer as it can be read at `now`. */
export function progressOf(transfer: TransferRecord, now: Date) {
  const startedMs = Date.parse(transfer.startedAt);
  const step = transfer.stepMs === 0 ? STEP_COUNT : (now.getTime() - startedMs) / transfer.stepMs;
  const isRefused = hasWrongCode(transfer) && step >= 1;
  const reached = isRefused ? 1 : Math.min(STEP_COUNT, Math.max(0, Math.floor(step)));
  return {
    created_at: transfer.createdAt,
    updated_at: toInstant(new Date(startedMs + reached * transfer.stepMs)),
    start_at: toInstant(new Date(startedMs)),
    ...(reached >= 1 ? { regac_at: toInstant(new Date(startedMs + transfer.stepMs)) } : {}),
    owner_contact: `${transfer.domain.contacts.owner.given} ${transfer.domain.contacts.owner.family}`,
    params: {
      domain: transfer.fqdn,
      duration: transfer.years,
      reseller: transfer.organisationId,
      tld: transfer.domain.tld,
      version: 0,
    },
    ...(STEPS[reached] ?? DONE),
    step_nb: reached + 1,
    ...(isRefused
      ? { errortype: "authinfo_invalid", errortype_label: "The transfer code was refused." }
      : {}),
    foa: [
      {
        email: `${transfer.domain.contacts.owner.email ?? "owner@northwind.example"}`,
        ...(reached >= 1 ? { answer: "accepted" } : {}),
      },
    ],
    transfer_procedure: "registry",
  };
}
