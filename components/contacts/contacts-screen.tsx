"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { BookUser, SearchX } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useRef, useState } from "react";
import {
  type ContactListDto,
  type ContactQuery,
  readContactQuery,
} from "@/server/contacts/schemas";
import { LocalLinks } from "../portfolio/local-links";
import { LeftOut } from "../query/left-out";
import { Told } from "../query/told";
import { PageHeader } from "../shell/page-header";
import { useRowKeys } from "../shell/use-row-keys";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { Pagination } from "../ui/pagination";
import { useToast } from "../ui/toast";
import { contactsHref } from "./address";
import { ContactForm, type PartnerChoice } from "./contact-form";
import { ContactSearch } from "./contact-search";
import { ContactsTable } from "./contacts-table";
import { contactQueries } from "./queries";

type ContactsScreenProps = {
  /** Null for those who have one partner only. */
  partners: readonly PartnerChoice[] | null;
};

/** The book of contacts that names are registered for. */
export function ContactsScreen({ partners }: ContactsScreenProps) {
  const area = useRef<HTMLDivElement>(null);
  const { query, problems } = readContactQuery(new URLSearchParams(useSearchParams()));
  const list = useQuery({ ...contactQueries.list(query), placeholderData: keepPreviousData });
  useRowKeys(area);
  const add = <AddContact partners={partners} partnerId={query.partner} />;
  return (
    <LocalLinks>
      <PageHeader title="Contacts" facts="whom names are registered for" actions={add} />
      <LeftOut problems={problems} />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <ContactSearch query={query} />
        <LinkButton href={contactsHref(query, { archived: !query.archived })} variant="quiet">
          {query.archived ? "Show those in use" : "Show those put away"}
        </LinkButton>
      </div>
      <div ref={area}>
        <Card padded={false}>
          <Told what="contacts" query={list}>
            {(told) => (
              <ContactList
                list={told}
                query={query}
                isBusy={list.isFetching}
                isHouse={partners !== null}
                add={add}
              />
            )}
          </Told>
        </Card>
      </div>
    </LocalLinks>
  );
}

function AddContact({ partners, partnerId }: ContactsScreenProps & { partnerId: string | null }) {
  const [isOpen, setOpen] = useState(false);
  const client = useQueryClient();
  const toast = useToast();
  const isKnown = partners?.some(({ id }) => id === partnerId) ?? false;
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        Add a contact…
      </Button>
      {isOpen && (
        <ContactForm
          partners={partners}
          partnerId={isKnown ? partnerId : null}
          onClose={() => setOpen(false)}
          onSaved={({ name }) => {
            setOpen(false);
            toast({ title: `${name} is in the book.` });
            void client.invalidateQueries({ queryKey: ["contacts"] });
          }}
        />
      )}
    </>
  );
}

type ContactListProps = {
  list: ContactListDto;
  query: ContactQuery;
  isBusy: boolean;
  isHouse: boolean;
  add: React.ReactNode;
};

function ContactList({ list, query, isBusy, isHouse, add }: ContactListProps) {
  if (list.rows.length === 0) return <NoContacts query={query} add={add} />;
  return (
    <>
      <ContactsTable contacts={list.rows} isBusy={isBusy} isHouse={isHouse} />
      {(list.nextCursor || query.cursor) && (
        <Pagination
          summary={`${list.rows.length} contacts, by name`}
          {...(query.cursor ? { previousHref: contactsHref(query, {}) } : {})}
          {...(list.nextCursor
            ? { nextHref: contactsHref(query, { cursor: list.nextCursor }) }
            : {})}
        />
      )}
    </>
  );
}

function NoContacts({ query, add }: Pick<ContactListProps, "query" | "add">) {
  if (query.q || query.archived || query.partner)
    return (
      <EmptyState
        icon={<SearchX />}
        title={query.archived && !query.q ? "No contact was put away." : "No contact fits."}
        action={<LinkButton href="/contacts">Show all in use</LinkButton>}
      />
    );
  return (
    <EmptyState icon={<BookUser />} title="No contacts yet." action={add}>
      A contact is a person or an organisation that names are registered for.
    </EmptyState>
  );
}
