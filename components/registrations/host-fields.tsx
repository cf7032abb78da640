"use client";

import { useState } from "react";
import { Card } from "../ui/card";
import { RadioGroup } from "../ui/radio-group";
import { TextareaField } from "../ui/textarea-field";
import { linesOf } from "./use-register";

type HostFieldsProps = {
  hosts: string;
  onChange: (hosts: string) => void;
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
  const [way, setWay] = useState<"default" | "own">(hosts ? "own" : "default");
  const choose = (chosen: "default" | "own") => {
    setWay(chosen);
    if (chosen === "default") onChange("");
  };
  const fields = ["nameservers", ...linesOf(hosts).map((_host, at) => `nameservers.${at}`)];
  const errors = fields.flatMap((field) => errorAt(field) ?? []);
  return (
    <Card title="Nameservers">
      <div className="grid gap-4">
        <RadioGroup
          legend="Nameservers"
          legendHidden
          name="nameservers"
          value={way}
          onChange={choose}
          choices={[
            {
              value: "default",
              label: "What the registrar gives new names",
              help: registrar ? (DEFAULTS[registrar] ?? "") : "",
            },
            { value: "own", label: "These" },
          ]}
        />
        {way === "own" && (
          <TextareaField
            label="Hosts"
            required
            mono
            autoComplete="off"
            spellCheck={false}
            value={hosts}
            onChange={(event) => onChange(event.target.value)}
            placeholder={"ns1.example.net\nns2.example.net"}
            help="2 to 13, one to a line."
            error={errors}
          />
        )}
      </div>
    </Card>
  );
}
