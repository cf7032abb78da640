"use client";

import type { DomainDetailDto } from "@/server/domains/schemas";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { CopyButton } from "../ui/copy-button";
import { DateText } from "../ui/date-text";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { registrarName } from "./words";

const never = <span className="text-ink-3">never</span>;
const untold = <span className="text-ink-3">not told</span>;

const day = (value: string | null) => (value ? <DateText value={value} /> : untold);
const age = (value: string | null) => (value ? <AgeText value={value} /> : never);

function factsOf(domain: DomainDetailDto): Definition[] {
  return [
    { term: "Account", value: domain.account.name },
    { term: "Registrar", value: registrarName(domain.registrar) },
    { term: "Reference", value: <Reference text={domain.registrarRef} /> },
    { term: "Registrant", value: domain.registrant ?? untold },
    { term: "Registered", value: day(domain.registeredAt) },
    { term: "Registry change", value: day(domain.registryUpdatedAt) },
    { term: "Kept here since", value: day(domain.createdAt) },
    { term: "Last on the list", value: age(domain.listedAt) },
    { term: "Details read", value: age(domain.detailsAt) },
  ];
}

function Reference({ text }: { text: string | null }) {
  if (!text) return untold;
  return (
    <span className="flex items-start justify-between gap-2 [&>button]:-my-1">
      <code className="font-mono text-12 [overflow-wrap:anywhere]">{text}</code>
      <CopyButton text={text} what="registrar's reference" />
    </span>
  );
}

/** Whose the name is, where it is kept, and when it was last looked at. */
export function FactsCard({ domain }: { domain: DomainDetailDto }) {
  return (
    <Card title="Facts">
      <DefinitionList entries={factsOf(domain)} />
    </Card>
  );
}
