import type { PlanDto, RowDns } from "@/server/plans/schemas";
import type { StatusIcon, StatusTone } from "../../ui/status";

type Look = { readonly tone: StatusTone; readonly icon: StatusIcon; readonly word: string };

/** How a delegation looks in the DNS, in two or three words. */
const DNS_LOOKS: Readonly<Record<RowDns["state"], Look>> = {
  checking: { tone: "muted", icon: "turning", word: "checking…" },
  safe: { tone: "ok", icon: "check", word: "Safe" },
  breaks: { tone: "bad", icon: "warning", word: "Would break" },
  lame: { tone: "warn", icon: "warning", word: "Does not answer" },
  unknown: { tone: "warn", icon: "unknown", word: "Not known" },
};

const WAITS: Readonly<Record<"ds" | "caches", Look>> = {
  ds: { tone: "info", icon: "clock", word: "Waits: keys are still there" },
  caches: { tone: "info", icon: "clock", word: "Waits: caches still have the keys" },
};

/** How a verdict of the DNS is shown; one that waits says for what. */
export const dnsLook = ({ state, waiting }: Pick<RowDns, "state" | "waiting">): Look =>
  waiting ? WAITS[waiting.for] : DNS_LOOKS[state];

type Server = RowDns["servers"][number];

const SERVER_WORDS: Readonly<Record<Server["state"], string>> = {
  authoritative: "answers",
  lame: "lame",
  silent: "silent",
  no_address: "no address",
  unknown: "not known",
};

/** "answers, serial 2026112001, keys match". */
export function serverText({ state, serial, matches }: Server): string {
  const keys = matches === null ? [] : [matches ? "keys match" : "keys do not match"];
  return [
    SERVER_WORDS[state],
    ...(serial === null ? [] : [`serial ${serial}`]),
    ...(state === "authoritative" ? keys : []),
  ].join(", ");
}

/** Names of a plan that are still looked at in the DNS. */
export const checkingOf = ({ dns }: Pick<PlanDto, "dns">): number => dns?.checking ?? 0;
