import type { OperationDto } from "@/server/operations/schemas";
import type { StatusIcon, StatusTone } from "../ui/status";

type Look = { readonly tone: StatusTone; readonly icon: StatusIcon; readonly word: string };

type Stand = Pick<OperationDto, "state" | "acceptedAt">;

const LOOKS: Readonly<Record<OperationDto["state"], Look>> = {
  pending: { tone: "muted", icon: "clock", word: "Queued" },
  submitted: { tone: "info", icon: "turning", word: "Sent" },
  retrying: { tone: "warn", icon: "clock", word: "To be sent again" },
  unknown: { tone: "warn", icon: "unknown", word: "Outcome unknown" },
  completed: { tone: "ok", icon: "check", word: "Seen at the registrar" },
  failed: { tone: "bad", icon: "warning", word: "Failed" },
  cancelled: { tone: "muted", icon: "ban", word: "Cancelled" },
  superseded: { tone: "muted", icon: "ban", word: "Replaced" },
};

const ACCEPTED: Look = { tone: "info", icon: "turning", word: "Accepted, not yet seen" };

/** How one change stands. Taken up by the registrar is not yet done: only seeing it there is. */
export const lookOf = ({ state, acceptedAt }: Stand): Look =>
  state === "submitted" && acceptedAt !== null ? ACCEPTED : LOOKS[state];

export const STATE_WORDS = Object.fromEntries(
  Object.entries(LOOKS).map(([state, { word }]) => [state, word]),
) as Readonly<Record<OperationDto["state"], string>>;

export const KIND_WORDS: Readonly<Record<OperationDto["kind"], string>> = {
  register: "Registration",
  renew: "Renewal",
  transfer_in: "Transfer to us",
  nameserver_update: "Nameservers",
  lock_update: "Transfer lock",
  auto_renew_update: "Auto-renew",
  whois_update: "WHOIS privacy",
  contact_update: "Contacts",
  ds_update: "DNSSEC keys",
};
