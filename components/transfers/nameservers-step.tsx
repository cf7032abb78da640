"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { setTransferChoicesAction } from "@/server/actions/transfers";
import type { TransferDto, TransferRowDto } from "@/server/transfers/schemas";
import { SetPicker } from "../nameserver-sets/set-picker";
import { readHosts, troublesOf, troubleText } from "../plans/start/hosts";
import { HostsField } from "../plans/start/hosts-field";
import { focusFirstError, useSubmission } from "../query/use-submission";
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

const isSigned = ({ checks }: TransferRowDto) =>
  checks.some(({ rule, state }) => rule === "dnssec" && state === "risk");

const CHOICES = [
  {
    value: "keep",
    label: "Keep them as they are",
    help: "What they are now is noted, and compared once the name is here.",
  },
  {
    value: "give",
    label: "Give them others",
    help: "A named set, or hosts of your own, sent along with each order. Signed names (DNSSEC) keep theirs.",
  },
  {
    value: "leave",
    label: "Leave them to the new registrar",
    help: "For names that get other nameservers anyway. What it sets is told once the name is here.",
  },
] as const;

type Choice = (typeof CHOICES)[number]["value"];

const chosenIn = ({ keepNameservers, chosenNameservers }: TransferDto): Choice => {
  if (chosenNameservers) return "give";
  return keepNameservers ? "keep" : "leave";
};

/** What was chosen before, what is chosen now, and the way to the next step. */
function useDelegation(transfer: TransferDto) {
  const { submit, isPending, failure, errorAt, reset } = useSubmission(setTransferChoicesAction);
  const [choice, setChoice] = useState<Choice>(chosenIn(transfer));
  const [text, setText] = useState((transfer.chosenNameservers ?? []).join("\n"));
  const [troubles, setTroubles] = useState<readonly string[]>([]);
  const client = useQueryClient();
  const router = useRouter();
  const { id } = transfer.plan;
  const hosts = readHosts(text);
  const names = hosts.map(({ host }) => host);
  const isSame =
    choice === chosenIn(transfer) &&
    (choice !== "give" || names.join(" ") === transfer.chosenNameservers?.join(" "));

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const found = choice === "give" ? troublesOf(hosts).map(troubleText) : [];
    setTroubles(found);
    if (found.length > 0) return focusFirstError();
    if (!isSame) {
      const delegation =
        choice === "give" ? { nameservers: names } : { keepNameservers: choice === "keep" };
      const chosen = await submit({ id, ...delegation });
      if (!chosen) return;
      client.setQueryData(transferQueries.one(id).queryKey, chosen);
    }
    router.push(stepHref(id, "price"));
  };
  const forget = () => {
    setTroubles([]);
    reset();
  };
  return {
    choice,
    choose: (next: Choice) => {
      setChoice(next);
      forget();
    },
    text,
    change: (next: string) => {
      setText(next);
      forget();
    },
    names,
    errors: [
      ...troubles,
      ...(errorAt("nameservers") ?? []),
      ...hosts.flatMap(({ line }, at) =>
        (errorAt(`nameservers.${at}`) ?? []).map((message) => troubleText({ line, message })),
      ),
    ],
    send,
    isPending,
    failure,
  };
}

/** Step 4: what becomes of the delegation, with what it is now. */
export function NameserversStep({ transfer }: { transfer: TransferDto }) {
  const { plan, rows } = transfer;
  const delegation = useDelegation(transfer);
  const { choice, choose, names, send, isPending, failure } = delegation;
  const going = rows.filter(goesOn);
  const signed = going.filter(isSigned);

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
            onChange={choose}
          />
        )}
        {choice === "give" && (
          <div className="grid max-w-120 gap-4 pt-4">
            <SetPicker hosts={names} onPick={(picked) => delegation.change(picked.join("\n"))} />
            <HostsField
              text={delegation.text}
              errors={delegation.errors}
              onChange={delegation.change}
            />
          </div>
        )}
      </Card>
      <Snapshots
        rows={going}
        choice={transfer.nameservers === "given" ? choice : "leave"}
        names={names}
      />
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

/** What goes along with the order of a name, in words. */
function sentWith(row: TransferRowDto, choice: Choice, names: readonly string[]): string {
  const { nameservers } = row.snapshot;
  if (choice === "give" && !isSigned(row))
    return names.length > 0 ? names.join(", ") : "those chosen above";
  if (choice === "leave" || !nameservers) return "none";
  return isSigned(row) && choice === "give" ? "these: it is signed" : "these";
}

const TOLD_BY = { registrar: "told by our registrar", dns: "told by the public DNS" } as const;

type SnapshotsProps = {
  rows: readonly TransferRowDto[];
  choice: Choice;
  names: readonly string[];
};

function Snapshots({ rows, choice, names }: SnapshotsProps) {
  return (
    <Card padded={false} title="As they are now" note="kept for the comparison afterwards">
      <Table caption="Nameservers as they are now" stacked>
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>Nameservers</Th>
            <Th>Sent along</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.name}>
              <Td wrap phone="title" className="py-2.25">
                <DomainNameText name={row.nameUnicode} ascii={row.name} />
              </Td>
              <Td wrap phone="line" className="py-2.25">
                {row.snapshot.nameservers ? (
                  <>
                    <span className="font-mono text-12 [overflow-wrap:anywhere]">
                      {row.snapshot.nameservers.join(", ")}
                    </span>
                    {row.snapshot.source && (
                      <span className="block text-12 text-ink-3">
                        {TOLD_BY[row.snapshot.source]}
                      </span>
                    )}
                  </>
                ) : (
                  <span className="text-ink-3">not known</span>
                )}
              </Td>
              <Td wrap phone="line" className="py-2.25 text-ink-2 [overflow-wrap:anywhere]">
                <span className="text-ink-3 md:hidden">Sent along: </span>
                {sentWith(row, choice, names)}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
