import type { DomainDetailDto } from "@/server/domains/schemas";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { registrarName } from "./words";

const ROLES = {
  registrant: "Registrant",
  admin: "Admin",
  tech: "Tech",
  billing: "Billing",
} as const satisfies Record<DomainDetailDto["contacts"]["roles"][number]["role"], string>;

/** Who the name belongs to at its registrar, as hashes: enough to see that somebody changed. */
export function ContactsCard({ domain }: { domain: DomainDetailDto }) {
  const { toldAt, changedAt, roles } = domain.contacts;
  const entries: Definition[] = [
    ...roles.map(({ role, hash }) => ({
      term: ROLES[role],
      value: <code className="font-mono text-12">{hash}</code>,
    })),
    ...(toldAt ? [{ term: "Last confirmed", value: <AgeText value={toldAt} /> }] : []),
    ...(changedAt ? [{ term: "The same since", value: <AgeText value={changedAt} /> }] : []),
  ];
  return (
    <Card title="Contacts">
      {entries.length > 0 && <DefinitionList entries={entries} />}
      <p className="mt-2 text-12 text-ink-3 first:mt-0">{sayingOf(domain)}</p>
    </Card>
  );
}

function sayingOf({ contacts, isKeptByHand, registrar }: DomainDetailDto): string {
  if (isKeptByHand) return "The account is kept by hand: nobody is asked who the name belongs to.";
  if (contacts.roles.length > 0)
    return "A hash stands for all the registrar tells of a contact. Another hash: something of it changed, and the timeline says what. Of the persons themselves only the registrant’s name is kept here.";
  return contacts.toldAt
    ? `${registrarName(registrar)} told no contacts of this name.`
    : "Not told yet. “Sync now” asks for them, and so does every full reading.";
}
