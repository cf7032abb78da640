"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { archiveContactAction, restoreContactAction } from "@/server/actions/contacts";
import type { ContactDto } from "@/server/contacts/schemas";
import { settled } from "../query/settled";
import { PageHeader } from "../shell/page-header";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DateText } from "../ui/date-text";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { useToast } from "../ui/toast";
import { withQuery } from "../ui/with-query";
import { ContactForm } from "./contact-form";
import { countryWord, KIND_WORDS, masked, numberWord } from "./words";

type ContactScreenProps = { contact: ContactDto; isHouse: boolean };

/** One contact: what stands in it, and what can be done with it. */
export function ContactScreen({ contact, isHouse }: ContactScreenProps) {
  return (
    <>
      <PageHeader
        title={contact.name}
        crumb={contact.name}
        facts={KIND_WORDS[contact.kind]}
        actions={<Actions contact={contact} />}
      />
      {contact.archivedAt && (
        <Notice tone="info" title="This contact was put away." className="mb-4">
          Nothing new is registered with it.
        </Notice>
      )}
      <div className="grid max-w-230 grid-cols-1 gap-4 lg:grid-cols-2">
        <Card title="Who">
          <DefinitionList entries={whoOf(contact, isHouse)} />
        </Card>
        <Card title="Where">
          <DefinitionList entries={whereOf(contact)} />
        </Card>
      </div>
    </>
  );
}

const dash = (value: string | null) => value ?? <span className="text-ink-3">–</span>;

function whoOf(contact: ContactDto, isHouse: boolean): Definition[] {
  return [
    ...(isHouse ? [{ term: "Partner", value: contact.partner?.name ?? "The house’s own" }] : []),
    ...(contact.organisation ? [{ term: "Organisation", value: contact.organisation }] : []),
    { term: "Person", value: `${contact.givenName} ${contact.familyName}` },
    {
      term: numberWord(contact.kind, contact.countryCode),
      value:
        contact.fiscalCodeHint === null ? dash(null) : `${masked(contact.fiscalCodeHint)} (sealed)`,
    },
    ...(contact.kind === "person"
      ? []
      : [{ term: "Trade register number", value: dash(contact.registrationNumber) }]),
    { term: "Last changed", value: <DateText value={contact.changedAt} distance /> },
  ];
}

const whereOf = (contact: ContactDto): Definition[] => [
  { term: "E-mail address", value: contact.email },
  { term: "Phone", value: contact.phone },
  { term: "Street", value: contact.street },
  { term: "Town", value: [contact.postalCode, contact.city].filter(Boolean).join(" ") },
  { term: "County or state", value: dash(contact.state) },
  { term: "Country", value: countryWord(contact.countryCode) },
];

function Actions({ contact }: { contact: ContactDto }) {
  const router = useRouter();
  const toast = useToast();
  const input = { contactId: contact.id };
  const archive = async () => {
    await settled(archiveContactAction(input));
    toast({ title: `${contact.name} is put away.` });
    router.refresh();
  };
  const restore = async () => {
    await settled(restoreContactAction(input));
    toast({ title: `${contact.name} is in use again.` });
    router.refresh();
  };
  if (contact.archivedAt)
    return (
      <AlertDialog
        title={`Take ${contact.name} back into use?`}
        description="Names can be registered with it again."
        confirm="Take back into use"
        trigger={<Button>Take back into use…</Button>}
        onConfirm={restore}
      />
    );
  return (
    <>
      <AlertDialog
        title={`Put ${contact.name} away?`}
        description="It leaves the book; names that were registered with it are not touched. It can be taken back later."
        confirm="Put away"
        danger
        trigger={<Button>Put away…</Button>}
        onConfirm={archive}
      />
      <ChangeContact contact={contact} />
      <LinkButton
        variant="primary"
        href={withQuery("/domains/register", {
          contact: contact.id,
          partner: contact.partner?.id,
        })}
      >
        Register a name
      </LinkButton>
    </>
  );
}

function ChangeContact({ contact }: { contact: ContactDto }) {
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();
  const toast = useToast();
  return (
    <>
      <Button onClick={() => setOpen(true)}>Change…</Button>
      {isOpen && (
        <ContactForm
          contact={contact}
          partners={null}
          partnerId={null}
          onClose={() => setOpen(false)}
          onSaved={({ name }) => {
            setOpen(false);
            toast({ title: `${name} is changed.` });
            router.refresh();
          }}
        />
      )}
    </>
  );
}
