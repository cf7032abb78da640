import { needsGlue } from "../../names/nameserver-list";
import { hostSet } from "../../operations/evidence";
import { panelOf } from "../../registrars/panels";
import type { PlanChange } from "../schemas";
import type { Side } from "../sides";
import { type Outcome, type Question, unchanged } from "./judged";

/** What other nameservers come to: those inside the name need addresses, and a registrar that takes them. */
export function delegation(
  { facts, side }: Question,
  { nameservers: wanted, glue = {} }: Extract<PlanChange, { kind: "nameserver_update" }>,
): Outcome {
  if (facts.nameservers && hostSet(facts.nameservers) === hostSet(wanted))
    return unchanged("same", "same", "It has these nameservers already.");
  const inside = wanted.filter((host) => needsGlue(facts.name, host));
  const isNew = !inside.every((host) => facts.nameservers?.includes(host));
  const bare = inside.filter((host) => !glue[host]);
  if (bare.length > 0 && isNew)
    return unchanged(
      "impossible",
      "glue_required",
      `${bare.join(", ")} lies inside the name itself: give its addresses (glue) too.`,
    );
  const hosts = side?.reader?.capabilities.hosts;
  if (inside.length > bare.length && hosts?.supported === false)
    return unchanged("impossible", "glue", `${hosts.reason} ${atPanel(side)}`.trim());
  return {
    verdict: "change",
    risks: [
      ...(facts.dnssec ? ["dnssec"] : []),
      ...(facts.nameservers ? [] : ["unknown_before"]),
      ...(isOneNetwork(wanted) ? ["one_domain"] : []),
    ],
  };
}

/** Keys are taken away where the registrar lets a program do so; elsewhere a person does it there. */
export function unsigning({ side }: Question): Outcome {
  const flag = side?.reader?.capabilities.dnssec;
  if (flag?.supported === false)
    return unchanged("impossible", "registrar", `${flag.reason} ${atPanel(side)}`.trim());
  return { verdict: "change", risks: ["unsigns"] };
}

/** Where a person does it by hand. */
function atPanel(side: Side | undefined): string {
  const panel = side && panelOf(side.account);
  return panel ? `Do it there: ${panel.url}` : "";
}

/** Whether all hosts lie below one name: if its zone fails, all of them do. */
const isOneNetwork = (hosts: readonly string[]): boolean =>
  new Set(hosts.map((host) => host.split(".").slice(-2).join("."))).size === 1;
