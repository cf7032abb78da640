"use client";

import type { DomainDetailDto, TruthField } from "@/server/domains/schemas";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { cn } from "../ui/cn";
import { Flag } from "../ui/flag";
import { Table, Td } from "../ui/table";
import { Th } from "../ui/table-head";
import { NextCheck } from "./next-check";
import { ValueCell } from "./value-cell";
import { registrarName } from "./words";

const LABELS: Readonly<Record<TruthField["field"], string>> = {
  expiresAt: "Expiry",
  registeredAt: "Registered",
  statuses: "Statuses",
  lockState: "Transfer lock",
  autoRenew: "Auto-renew",
  nameservers: "Nameservers",
  dnssec: "DNSSEC",
  privacy: "WHOIS privacy",
  registrant: "Registrant",
};

/** Field by field: what we hold, what the registrar last said, which of the two counts, and how old its word is. */
export function TruthCard({ domain }: { domain: DomainDetailDto }) {
  return (
    <Card
      padded={false}
      title="Two-way truth"
      note={`what we hold, what ${registrarName(domain.registrar)} says`}
    >
      <Table caption="What we hold beside what the registrar says" stacked>
        <thead>
          <tr>
            <Th>Field</Th>
            <Th>Here</Th>
            <Th>Registrar</Th>
            <Th>Rule</Th>
            <Th>Age</Th>
          </tr>
        </thead>
        <tbody>
          {domain.truth.map((truth) => (
            <TruthRow
              key={truth.field}
              truth={truth}
              hasWish={truth.field === "autoRenew" && domain.autoRenewWish !== null}
            />
          ))}
        </tbody>
      </Table>
      <NextCheck next={domain.nextCheck} />
    </Card>
  );
}

const CELL = "h-auto py-2.25 max-md:flex! max-md:gap-2";

function TruthRow({ truth, hasWish }: { truth: TruthField; hasWish: boolean }) {
  const isOdd = truth.differs || isHeldBack(truth);
  return (
    <tr className={cn(isOdd && "bg-warn-soft")}>
      <th
        scope="row"
        className="border-line border-b px-3.5 py-2.25 text-left align-baseline font-normal text-ink-2 max-md:w-full max-md:basis-full max-md:border-0 max-md:p-0 max-md:font-medium max-md:text-ink [tr:last-child>&]:border-b-0"
      >
        {LABELS[truth.field]}
      </th>
      <Td wrap phone="line" className={CELL}>
        <PhoneLabel>Here</PhoneLabel>
        <div>
          <ValueCell field={truth.field} value={truth.here} />
          {hasWish && <span className="block text-12 text-ink-3">our wish</span>}
        </div>
      </Td>
      <Td wrap phone="line" className={CELL}>
        <PhoneLabel>Registrar</PhoneLabel>
        <div>
          <ValueCell field={truth.field} value={truth.registrar} />
        </div>
      </Td>
      <Td
        wrap
        phone="line"
        className={cn(
          CELL,
          "text-12 leading-5 text-ink-3 md:w-40",
          !isOdd && "whitespace-nowrap max-md:hidden!",
        )}
      >
        <PhoneLabel>Rule</PhoneLabel>
        <Rule truth={truth} />
      </Td>
      <Td wrap phone="line" className={cn(CELL, "text-12 leading-5 text-ink-3")}>
        <PhoneLabel>Age</PhoneLabel>
        <Age truth={truth} />
      </Td>
    </tr>
  );
}

function PhoneLabel({ children }: { children: string }) {
  return <span className="w-20 flex-none text-ink-3 md:hidden">{children}</span>;
}

const RULES = {
  registrar_wins: "registrar wins",
  ours_wins: "ours stands",
  asked: "you are asked",
  disbelieved: "ours kept",
} as const;

const isHeldBack = ({ rule }: TruthField) => rule === "disbelieved" || rule === "asked";

function Rule({ truth }: { truth: TruthField }) {
  const isOdd = truth.differs || isHeldBack(truth);
  if (!isOdd) return RULES[truth.rule];
  return (
    <div className="grid justify-items-start gap-1 text-ink-2">
      <Flag tone="warn">{truth.rule === "disbelieved" ? "not believed" : "differs"}</Flag>
      <span className="text-12">{truth.reason ?? RULES[truth.rule]}</span>
    </div>
  );
}

const VIA = { list: "list", info: "details" } as const;

function Age({ truth }: { truth: TruthField }) {
  if (!truth.toldAt) return "never told";
  return (
    <span className="whitespace-nowrap">
      <AgeText value={truth.toldAt} ago={false} />
      {truth.via && ` · ${VIA[truth.via]}`}
    </span>
  );
}
