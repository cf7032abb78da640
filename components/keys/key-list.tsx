"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { revokeKeyAction } from "@/server/actions/keys";
import type { ApiKeyDto } from "@/server/keys/schemas";
import { settled } from "../query/settled";
import { AgeText } from "../ui/age-text";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DateText } from "../ui/date-text";
import { Flag } from "../ui/flag";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { useToast } from "../ui/toast";
import { AddKey } from "./add-key";
import { SCOPE_WORDS } from "./words";

/** The keys with which programs act for the caller, and the way to make and end them. */
export function KeyList({ keys }: { keys: readonly ApiKeyDto[] }) {
  const [isAdding, setAdding] = useState(false);
  const add = <Button onClick={() => setAdding(true)}>New key…</Button>;
  return (
    <Card
      title="API keys"
      note="for programs that act for you"
      padded={keys.length === 0}
      action={add}
    >
      {keys.length > 0 ? (
        <KeyTable keys={keys} />
      ) : (
        <p className="text-ink-2">
          No keys yet. A key lets a script use the API as you do, within what you choose for it.
        </p>
      )}
      {isAdding && <AddKey onClose={() => setAdding(false)} />}
    </Card>
  );
}

function KeyTable({ keys }: { keys: readonly ApiKeyDto[] }) {
  return (
    <Table caption="Your API keys" stacked>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>May</Th>
          <Th>Last used</Th>
          <Th>Ends</Th>
          <Th labelHidden>Action</Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <Tr key={key.id}>
            <Td phone="line">
              <span className="font-medium">{key.name}</span>{" "}
              <span className="font-mono text-12 text-ink-3">…{key.hint}</span>{" "}
              {key.isExpired && <Flag tone="warn">Expired</Flag>}
            </Td>
            <Td muted>{SCOPE_WORDS[key.scope].label}</Td>
            <Td muted>
              <span className="md:hidden">used </span>
              {key.lastUsedAt ? <AgeText value={key.lastUsedAt} /> : "never"}
            </Td>
            <Td muted phone="hidden">
              <DateText value={key.expiresAt} distance />
            </Td>
            <Td className="text-right">
              <RevokeKey apiKey={key} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function RevokeKey({ apiKey }: { apiKey: ApiKeyDto }) {
  const router = useRouter();
  const toast = useToast();
  const revoke = async () => {
    await settled(revokeKeyAction({ id: apiKey.id }));
    toast({ title: `Revoked ${apiKey.name}.` });
    router.refresh();
  };
  return (
    <AlertDialog
      title={`Revoke ${apiKey.name}?`}
      description="Programs that use it are refused from their next request on."
      confirm="Revoke"
      danger
      trigger={
        <Button size="s" aria-label={`Revoke ${apiKey.name}`}>
          Revoke
        </Button>
      }
      onConfirm={revoke}
    />
  );
}
