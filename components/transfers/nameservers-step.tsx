"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { setTransferChoicesAction } from "@/server/actions/transfers";
import type { TransferDto, TransferRowDto } from "@/server/transfers/schemas";
import { useSubmission } from "../query/use-submission";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DomainNameText } from "../ui/domain-name-text";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { RadioGroup } from "../ui/radio-group";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { transferQueries } from "./queries";
import { stepHref } from "./steps";

const goesOn = ({ preflight, rule }: TransferRowDto) => preflight === "pass" && rule !== "same";

const CHOICES = [
  {
    value: "keep",
    label: "Keep them as they are",
    help: "What they are now is noted, and compared once the name is here.",
  },
  {
    value: "leave",
    label: "Leave them to the new registrar",
    help: "For names that get other nameservers anyway. What it sets is told once the name is here.",
  },
] as const;

/** Step 4: what becomes of the delegation, with what it is now. */
export function NameserversStep({ transfer }: { transfer: TransferDto }) {
  const { plan, rows } = transfer;
  const { submit, isPending, failure } = useSubmission(setTransferChoicesAction);
  const [choice, setChoice] = useState<"keep" | "leave">(
    transfer.keepNameservers ? "keep" : "leave",
  );
  const client = useQueryClient();
  const router = useRouter();
  const going = rows.filter(goesOn);
  const signed = going.filter(({ risks }) => risks.includes("ds_present"));

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const keepNameservers = choice === "keep";
    if (keepNameservers !== transfer.keepNameservers) {
      const chosen = await submit({ id: plan.id, keepNameservers });
      if (!chosen) return;
      client.setQueryData(transferQueries.one(plan.id).queryKey, chosen);
    }
    router.push(stepHref(plan.id, "price"));
  };

  return (
    <form method="post" noValidate className="grid gap-4" onSubmit={(event) => void send(event)}>
      <div role="alert" className="empty:hidden">
        {failure && <Notice tone="bad" title={failure.message} />}
      </div>
      {signed.length > 0 && <Signed rows={signed} />}
      <Card title="Nameservers">
        {transfer.nameservers === "kept" ? (
          <p className="text-ink-2">
            {transfer.account.registrarName} keeps the nameservers of a name that comes in; others
            cannot be given with the order. They are compared once the name is here.
          </p>
        ) : (
          <RadioGroup
            legend="What becomes of them"
            name="nameservers"
            choices={CHOICES}
            value={choice}
            onChange={setChoice}
          />
        )}
      </Card>
      <Snapshots rows={going} isGiven={transfer.nameservers === "given" && choice === "keep"} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={isPending}>
          Go on
        </Button>
        <LinkButton href={stepHref(plan.id, "codes")}>Back</LinkButton>
      </div>
    </form>
  );
}

function Signed({ rows }: { rows: readonly TransferRowDto[] }) {
  return (
    <Notice
      tone="warn"
      title={
        rows.length === 1
          ? "One of these names is signed (DNSSEC)."
          : `${rows.length} of these names are signed (DNSSEC).`
      }
    >
      {rows.map(({ nameUnicode }) => nameUnicode).join(", ")}. As long as the nameservers stay, so
      do their keys. If they are to change, have the DS record taken off first and wait until it has
      gone from caches.
    </Notice>
  );
}

const TOLD_BY = { registrar: "told by our registrar", dns: "told by the public DNS" } as const;

function Snapshots({ rows, isGiven }: { rows: readonly TransferRowDto[]; isGiven: boolean }) {
  return (
    <Card padded={false} title="As they are now" note="kept for the comparison afterwards">
      <Table caption="Nameservers as they are now" stacked>
        <thead>
          <tr>
            <Th className="pl-3.5">Name</Th>
            <Th>Nameservers</Th>
            <Th className="pr-3.5">With the order</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, nameUnicode, snapshot }) => (
            <Tr key={name}>
              <Td wrap phone="title" className="py-2.25 pl-3.5">
                <DomainNameText name={nameUnicode} ascii={name} />
              </Td>
              <Td wrap phone="line" className="py-2.25">
                {snapshot.nameservers ? (
                  <>
                    <span className="font-mono text-12 [overflow-wrap:anywhere]">
                      {snapshot.nameservers.join(", ")}
                    </span>
                    {snapshot.source && (
                      <span className="block text-12 text-ink-3">{TOLD_BY[snapshot.source]}</span>
                    )}
                  </>
                ) : (
                  <span className="text-ink-3">not known</span>
                )}
              </Td>
              <Td wrap phone="line" className="py-2.25 pr-3.5 text-ink-2">
                {isGiven && snapshot.nameservers ? "sent along" : "not sent along"}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
