"use client";

import { useQueryClient } from "@tanstack/react-query";
import { removeNameserverSetAction } from "@/server/actions/nameserver-sets";
import type { NameserverSetDto } from "@/server/nameserver-sets/schemas";
import { settled } from "../query/settled";
import { AgeText } from "../ui/age-text";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { useToast } from "../ui/toast";

type SetsTableProps = {
  sets: readonly NameserverSetDto[];
  isHouse: boolean;
  isBusy: boolean;
  onChange: (set: NameserverSetDto) => void;
};

/** The sets by name, each with its hosts. On a phone each is a card. */
export function SetsTable({ sets, isHouse, isBusy, onChange }: SetsTableProps) {
  return (
    <Table caption="Sets of nameservers" stacked busy={isBusy}>
      <thead>
        <tr>
          <Th className="pl-3.5">Name</Th>
          <Th>Nameservers</Th>
          {isHouse && <Th>Whose</Th>}
          <Th>Changed</Th>
          <Th labelHidden>What can be done</Th>
        </tr>
      </thead>
      <tbody>
        {sets.map((set) => (
          <Tr key={set.id}>
            <Td phone="title" wrap className="py-2 pl-3.5 font-medium">
              {set.name}
            </Td>
            <Td phone="line" wrap className="py-2 font-mono text-12 leading-4.5">
              {set.hosts.map((host) => (
                <span key={host} className="block [overflow-wrap:anywhere]">
                  {host}
                </span>
              ))}
            </Td>
            {isHouse && (
              <Td phone="line" muted className="py-2 align-top">
                {set.partner?.name ??
                  (set.isShared ? "the house’s, for everyone" : "the house’s own")}
              </Td>
            )}
            <Td muted className="py-2 align-top">
              <AgeText value={set.changedAt} />
            </Td>
            <Td className="py-2 text-right align-top">
              {isHouse || set.partner !== null ? (
                <span className="inline-flex gap-2">
                  <Button size="s" onClick={() => onChange(set)} aria-label={`Change ${set.name}`}>
                    Change…
                  </Button>
                  <RemoveSet set={set} />
                </span>
              ) : (
                <span className="text-12 text-ink-3">Shared with you; the house keeps it.</span>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function RemoveSet({ set }: { set: NameserverSetDto }) {
  const client = useQueryClient();
  const toast = useToast();
  const remove = async () => {
    await settled(removeNameserverSetAction({ setId: set.id }));
    toast({ title: `${set.name} was removed.` });
    await client.invalidateQueries({ queryKey: ["nameserver-sets"] });
  };
  return (
    <AlertDialog
      danger
      title={`Remove ${set.name}?`}
      description="It is no longer offered. Names that have these nameservers keep them."
      confirm="Remove"
      trigger={
        <Button size="s" variant="quiet" aria-label={`Remove ${set.name}`}>
          Remove…
        </Button>
      }
      onConfirm={remove}
    />
  );
}
