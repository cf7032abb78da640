"use client";

import type { NewSecretDto, PersonDto } from "@/server/people/schemas";
import { AgeText } from "../ui/age-text";
import { Flag } from "../ui/flag";
import { Status } from "../ui/status";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import type { PartnerChoice } from "./partner-choice";
import { PersonMenu } from "./person-menu";
import { ROLE_WORDS } from "./words";

type PeopleTableProps = {
  people: readonly PersonDto[];
  partners: readonly PartnerChoice[];
  onSecret: (secret: NewSecretDto) => void;
};

/** One row per person; what can be done with them is behind the last cell. */
export function PeopleTable({ people, partners, onSecret }: PeopleTableProps) {
  return (
    <Table caption="People who may sign in" stacked stickyHead>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Role</Th>
          <Th>Partner</Th>
          <Th>Last sign-in</Th>
          <Th>State</Th>
          <Th labelHidden>Actions</Th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <Tr key={person.id} className="max-md:relative">
            <PersonCells person={person} />
            <Td className="text-right max-md:absolute max-md:top-1 max-md:right-1.5">
              <PersonMenu person={person} partners={partners} onSecret={onSecret} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function PersonCells({ person }: { person: PersonDto }) {
  return (
    <>
      <Td phone="line" className="max-md:pr-12!">
        <span className="font-medium">{person.name}</span>{" "}
        {person.isYou && <Flag tone="info">You</Flag>}
        <span className="block text-12 text-ink-3 [overflow-wrap:anywhere]">{person.email}</span>
      </Td>
      <Td>{ROLE_WORDS[person.role]}</Td>
      <Td muted={!person.partner} phone={person.partner ? "flow" : "hidden"}>
        {person.partner?.name ?? "–"}
      </Td>
      <Td muted>
        {person.lastSignedInAt ? (
          <>
            <span className="md:hidden">signed in </span>
            <AgeText value={person.lastSignedInAt} />
          </>
        ) : (
          "Never signed in"
        )}
      </Td>
      <Td>
        <PersonState person={person} />
      </Td>
    </>
  );
}

function PersonState({ person }: { person: PersonDto }) {
  if (person.disabledAt)
    return (
      <Status tone="muted" icon="ban">
        Disabled
      </Status>
    );
  if (person.openSessions === 0) return <Status tone="plain">Signed out</Status>;
  return (
    <Status tone="ok">
      {person.openSessions === 1 ? "Signed in" : `Signed in at ${person.openSessions} places`}
    </Status>
  );
}
