"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { SelectField } from "../ui/select-field";
import { setQueries } from "./queries";

type SetPickerProps = {
  /** The hosts that stand in the list, to tell which set they are. */
  hosts: readonly string[];
  onPick: (hosts: readonly string[]) => void;
};

const key = (hosts: readonly string[]) => [...hosts].sort().join(" ");

/** Takes the nameservers of a named set over into the list. */
export function SetPicker({ hosts, onPick }: SetPickerProps) {
  const { data: sets = [], isError } = useQuery(setQueries.all());
  const chosen = sets.find((set) => key(set.hosts) === key(hosts));
  if (sets.length === 0)
    return (
      <p className="text-12 text-ink-3">
        {isError ? "The named sets could not be loaded. " : "There are no named sets yet. "}
        <Link href="/nameserver-sets" className="link">
          Nameserver sets
        </Link>
      </p>
    );
  return (
    <SelectField
      label="A named set"
      placeholder="Choose a set, or type below"
      choices={sets.map(({ id, name, partner, hosts: own }) => ({
        value: id,
        label: partner ? `${name} (${partner.name})` : name,
        help: own.join(", "),
      }))}
      {...(chosen ? { value: chosen.id } : { value: "" })}
      onChange={(id) => {
        const picked = sets.find((set) => set.id === id);
        if (picked) onPick(picked.hosts);
      }}
    />
  );
}
