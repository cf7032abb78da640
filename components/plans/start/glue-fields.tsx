"use client";

import type { ApiFields } from "../../query/api-error";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";

/** What was typed as the addresses of each host. */
export type Glue = Readonly<Record<string, string>>;

type GlueFieldsProps = {
  /** Hosts that lie below the name itself. */
  hosts: readonly string[];
  glue: Glue;
  fields: ApiFields;
  onChange: (glue: Glue) => void;
};

/** Asks for the addresses of hosts below the name itself: the registry must know them before it points there. */
export function GlueFields({ hosts, glue, fields, onChange }: GlueFieldsProps) {
  if (hosts.length === 0) return null;
  return (
    <>
      <Notice
        tone="info"
        title={
          hosts.length === 1
            ? "A host lies inside the name itself."
            : `${hosts.length} hosts lie inside the name itself.`
        }
      >
        The registry must know their addresses (glue), or nobody could find them. They are told to
        it first, then the nameservers are set.
      </Notice>
      {hosts.map((host) => {
        const error = fields[`glue.${host}`];
        return (
          <TextField
            key={host}
            label={`Addresses of ${host}`}
            help="IPv4 or IPv6, with blanks or commas between."
            className="font-mono"
            autoComplete="off"
            spellCheck={false}
            value={glue[host] ?? ""}
            {...(error ? { error: [...error] } : {})}
            onChange={(event) => onChange({ ...glue, [host]: event.target.value })}
          />
        );
      })}
    </>
  );
}

/** The addresses as a change takes them; a host without any is left out, and the preview says so. */
export function glueOf(hosts: readonly string[], typed: Glue): { glue?: Record<string, string[]> } {
  const told = hosts
    .map((host) => [host, (typed[host] ?? "").split(/[\s,;]+/).filter(Boolean)] as const)
    .filter(([, addresses]) => addresses.length > 0);
  return told.length > 0
    ? { glue: Object.fromEntries(told.map(([host, addresses]) => [host, [...addresses]])) }
    : {};
}
