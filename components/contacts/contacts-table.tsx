import type { ContactDto } from "@/server/contacts/schemas";
import { RowLink } from "../ui/row-link";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { withQuery } from "../ui/with-query";
import { countryWord, KIND_WORDS, masked } from "./words";

type ContactsTableProps = {
  contacts: readonly ContactDto[];
  isBusy: boolean;
  /** Whether they are of several partners. */
  isHouse: boolean;
};

/** Contacts, one to a row. Of a personal number the last digits are shown, and nothing more is known here. */
export function ContactsTable({ contacts, isBusy, isHouse }: ContactsTableProps) {
  return (
    <Table caption="Contacts" stacked stickyHead busy={isBusy}>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Kind</Th>
          {isHouse && <Th>Partner</Th>}
          <Th>Place</Th>
          <Th>Number</Th>
        </tr>
      </thead>
      <tbody>
        {contacts.map((contact) => (
          <Tr key={contact.id}>
            <Td phone="line">
              <RowLink href={withQuery(`/contacts/${contact.id}`, {})}>{contact.name}</RowLink>
              <span className="block text-12 text-ink-3 [overflow-wrap:anywhere]">
                {contact.organisation && `${contact.givenName} ${contact.familyName} · `}
                {contact.email}
              </span>
            </Td>
            <Td>{KIND_WORDS[contact.kind]}</Td>
            {isHouse && (
              <Td muted={!contact.partner}>{contact.partner?.name ?? "The house’s own"}</Td>
            )}
            <Td>
              {contact.city}, {countryWord(contact.countryCode)}
            </Td>
            <Td muted phone={contact.fiscalCodeHint === null ? "hidden" : "flow"}>
              {contact.fiscalCodeHint === null ? "–" : masked(contact.fiscalCodeHint)}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
