"use client";

import type { ReactNode } from "react";
import { AUTO_RENEW_MODES, LOCK_STATES } from "@/server/names/modes";
import type { PlanDto, PlanRowDto } from "@/server/plans/schemas";
import { fieldLabel } from "../audit/field-words";
import { ValueText } from "../audit/value-text";
import { AUTO_RENEW_WORDS, LOCK_WORDS } from "../domains/words";
import { DateText } from "../ui/date-text";

type Kind = PlanDto["kind"];
type Sides = Pick<PlanRowDto, "before" | "after">;
type Values = PlanRowDto["before"];

const unknown = <span className="text-ink-3">not told</span>;

const hostsOf = ({ nameservers }: Values): readonly string[] | null =>
  Array.isArray(nameservers) ? nameservers.map(String) : null;

const switchWord = (isOn: boolean) => (isOn ? "On" : "Off");

/** What a name has now. What is going away is struck out and said. */
export function NowCell({ kind, before, after }: Sides & { kind: Kind }): ReactNode {
  switch (kind) {
    case "nameserver_update":
      return <Hosts hosts={hostsOf(before)} other={hostsOf(after)} side="now" />;
    case "renew":
      return typeof before.expiresAt === "string" ? <DateText value={before.expiresAt} /> : unknown;
    case "lock_update":
      return LOCK_WORDS[LOCK_STATES.find((state) => state === before.lockState) ?? "unknown"];
    case "auto_renew_update":
      return AUTO_RENEW_WORDS[
        AUTO_RENEW_MODES.find((mode) => mode === before.autoRenew) ?? "unknown"
      ];
    case "whois_update":
      return typeof before.privacy === "boolean" ? switchWord(before.privacy) : unknown;
    case "ds_update":
      return before.dnssec === false ? "no keys told" : "signed (DNSSEC)";
    case "register":
      return <span className="text-ink-3">not registered</span>;
    case "transfer_in":
      return <Elsewhere before={before} />;
    case "contact_update":
      return <People side={before} />;
    default:
      return <Fields values={before} />;
  }
}

/** What a name is to get. What is new is underlined and said. */
export function ThenCell({ kind, before, after }: Sides & { kind: Kind }): ReactNode {
  switch (kind) {
    case "nameserver_update":
      return <Hosts hosts={hostsOf(after)} other={hostsOf(before)} side="next" />;
    case "renew":
      return typeof after.expiresAt === "string" ? <DateText value={after.expiresAt} /> : nothing;
    case "lock_update":
      return after.locked === true ? "Locked" : "Unlocked";
    case "auto_renew_update":
    case "whois_update":
      return switchWord(after.enabled === true);
    case "ds_update":
      return "no keys";
    case "register":
      return <Registered after={after} />;
    case "transfer_in":
      return <Brought after={after} />;
    case "contact_update":
      return <People side={after} />;
    default:
      return <Fields values={after} />;
  }
}

/** A new name: for how long, for whom, with which hosts. */
function Registered({ after }: Pick<Sides, "after">) {
  const { years, registrant } = after;
  const hosts = hostsOf(after) ?? [];
  return (
    <>
      <span className="block">
        {years === 1 ? "1 year" : `${years} years`} for {String(registrant ?? "nobody")}
      </span>
      {hosts.length > 0 ? (
        <Hosts hosts={hosts} other={null} side="next" />
      ) : (
        <span className="text-12 text-ink-3">nameservers as the registrar gives them</span>
      )}
    </>
  );
}

const recordOf = (value: unknown): Values =>
  typeof value === "object" && value !== null ? (value as Values) : {};

/** Where a name is that is to come, and which hosts it has. */
function Elsewhere({ before }: Pick<Sides, "before">) {
  const { losingAccount, snapshot } = before;
  return (
    <>
      <span className="block">
        {typeof losingAccount === "string"
          ? `in our account ${losingAccount}`
          : "with another registrar"}
      </span>
      <span className="text-12 text-ink-3">
        {hostsOf(recordOf(snapshot))?.join(", ") ?? "nameservers not known"}
      </span>
    </>
  );
}

/** What a transfer brings, beside the name itself. */
function Brought({ after }: Pick<Sides, "after">) {
  const { years, params } = after;
  const hosts = hostsOf(recordOf(params));
  return (
    <>
      <span className="block">
        {years === 0 ? "no time added" : years === 1 ? "1 year added" : `${years} years added`}
      </span>
      <span className="text-12 text-ink-3">
        {hosts ? `with ${hosts.join(", ")}` : "no nameservers sent along"}
      </span>
    </>
  );
}

const ROLE_WORDS: Readonly<Record<string, string>> = {
  registrant: "Holder",
  admin: "Administration",
  tech: "Technical",
  billing: "Bills",
};

/** Who answers for a name, role by role. */
function People({ side }: { side: Values }) {
  if (side.people === null || side.people === undefined)
    return <span className="text-ink-3">not read</span>;
  return (
    <dl>
      {Object.entries(recordOf(side.people)).map(([role, person]) => (
        <div key={role} className="flex flex-wrap gap-x-1.5">
          <dt className="text-ink-3">{ROLE_WORDS[role] ?? role}</dt>
          <dd className="[overflow-wrap:anywhere]">
            {typeof person === "string" ? person : unknown}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const nothing = <span className="text-ink-3">–</span>;

type HostsProps = {
  hosts: readonly string[] | null;
  other: readonly string[] | null;
  side: "now" | "next";
};

const MARKS = {
  now: { sign: "−", says: "removes ", Tag: "del", className: "decoration-bad" },
  next: { sign: "+", says: "adds ", Tag: "ins", className: "decoration-ok underline-offset-2" },
} as const;

function Hosts({ hosts, other, side }: HostsProps) {
  if (hosts === null) return unknown;
  if (hosts.length === 0) return <span className="text-ink-3">none</span>;
  const { sign, says, Tag, className } = MARKS[side];
  return (
    <ul className="font-mono text-12 leading-4.5 max-md:[overflow-wrap:anywhere] md:whitespace-nowrap">
      {hosts.map((host) =>
        other?.includes(host) ? (
          <li key={host} className="pl-3.5">
            {host}
          </li>
        ) : (
          <li key={host}>
            <span aria-hidden="true" className="inline-block w-3.5 text-ink-2">
              {sign}
            </span>
            <span className="sr-only">{says}</span>
            <Tag className={className}>{host}</Tag>
          </li>
        ),
      )}
    </ul>
  );
}

function Fields({ values }: { values: Values }) {
  const told = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  if (told.length === 0) return nothing;
  return (
    <dl>
      {told.map(([field, value]) => (
        <div key={field} className="flex flex-wrap gap-x-1.5">
          <dt className="text-ink-3">{fieldLabel(field)}</dt>
          <dd>
            <ValueText value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
