"use client";

import { SetPicker } from "../nameserver-sets/set-picker";
import { HostsField } from "../plans/start/hosts-field";
import { Card } from "../ui/card";
import { RadioGroup } from "../ui/radio-group";
import { hostsOf } from "./use-register";

type HostFieldsProps = {
  /** Null: what the registrar gives new names. */
  hosts: string | null;
  onChange: (hosts: string | null) => void;
  registrar: string | null;
  errorAt: (field: string) => readonly string[] | undefined;
};

const DEFAULTS: Readonly<Record<string, string>> = {
  gandi: "Gandi’s LiveDNS.",
  rotld: "None: the name is not reachable until nameservers are set.",
  dynadot: "What the account gives new names.",
  resellerclub: "What the customer’s new names get.",
};

/** Which nameservers the names get: those of the registrar, or one's own. */
export function HostFields({ hosts, onChange, registrar, errorAt }: HostFieldsProps) {
  const fields = ["nameservers", ...hostsOf(hosts).map((_host, at) => `nameservers.${at}`)];
  const errors = fields.flatMap((field) => errorAt(field) ?? []);
  return (
    <Card title="Nameservers">
      <div className="grid gap-4">
        <RadioGroup
          legend="Nameservers"
          legendHidden
          name="nameservers"
          value={hosts === null ? "default" : "own"}
          onChange={(way) => onChange(way === "own" ? (hosts ?? "") : null)}
          choices={[
            {
              value: "default",
              label: "What the registrar gives new names",
              help: registrar ? (DEFAULTS[registrar] ?? "") : "",
            },
            { value: "own", label: "These", help: "A named set, or hosts of your own." },
          ]}
        />
        {hosts !== null && (
          <>
            <SetPicker hosts={hostsOf(hosts)} onPick={(picked) => onChange(picked.join("\n"))} />
            <HostsField text={hosts} errors={errors} onChange={onChange} />
          </>
        )}
      </div>
    </Card>
  );
}
