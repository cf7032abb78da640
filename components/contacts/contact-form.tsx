"use client";

import { useState } from "react";
import { addContactAction, changeContactAction } from "@/server/actions/contacts";
import type { ContactDto, ContactKindWord } from "@/server/contacts/schemas";
import { useSubmission } from "../query/use-submission";
import { FormDialog } from "../ui/form-dialog";
import { SelectField } from "../ui/select-field";
import { ContactFields } from "./contact-fields";

export type PartnerChoice = { readonly id: string; readonly name: string };
export type SavedContact = { readonly contactId: string; readonly name: string };

type ContactFormProps = {
  /** Left out: a new contact is added. */
  contact?: ContactDto;
  /** Whose a new contact may be; null for those who have one partner only. */
  partners: readonly PartnerChoice[] | null;
  /** Whose it is unless something else is chosen; null: the house's. */
  partnerId: string | null;
  /** Whether whose it is stands already. */
  isFixed?: boolean;
  onClose: () => void;
  onSaved: (saved: SavedContact) => void;
};

const HOUSE = "house";

/** What the form says, as the verbs take it. An empty number of a contact that has one leaves it as it is. */
function fieldsOf(form: FormData) {
  const text = (field: string) => `${form.get(field) ?? ""}`;
  return {
    kind: text("kind") as ContactKindWord,
    givenName: text("givenName"),
    familyName: text("familyName"),
    organisation: text("organisation"),
    email: text("email"),
    phone: text("phone"),
    street: text("street"),
    city: text("city"),
    postalCode: text("postalCode"),
    state: text("state"),
    countryCode: text("countryCode"),
    registrationNumber: text("registrationNumber"),
    number: text("fiscalCode").trim(),
    forgets: form.get("forgets") !== null,
  };
}

function useSaveContact({ contact, onSaved }: ContactFormProps) {
  const add = useSubmission(addContactAction);
  const change = useSubmission(changeContactAction);
  const save = async (form: FormData, partnerId: string | null) => {
    const { number, forgets, ...fields } = fieldsOf(form);
    const given = number ? { fiscalCode: number } : {};
    const saved = contact
      ? await change.submit({
          ...fields,
          contactId: contact.id,
          ...(forgets ? { fiscalCode: null } : given),
        })
      : await add.submit({ ...fields, partnerId, ...given });
    if (saved) onSaved(saved);
  };
  const { isPending, failure, errorAt } = contact ? change : add;
  return { save, isPending, failure, errorAt };
}

/** Adds a contact to the book, or changes one. */
export function ContactForm(props: ContactFormProps) {
  const { contact, partners, isFixed = false, onClose } = props;
  const { save, isPending, failure, errorAt } = useSaveContact(props);
  const [partnerId, setPartnerId] = useState(props.partnerId);
  const choosesPartner = !contact && !isFixed && partners !== null;
  return (
    <FormDialog
      open
      width="l"
      onOpenChange={(open) => !open && onClose()}
      title={contact ? `Change ${contact.name}` : "Add a contact"}
      {...(contact
        ? { description: "Names that were registered with it keep what they were registered with." }
        : {})}
      confirm={contact ? "Save" : "Add contact"}
      pending={isPending}
      problem={failure?.message}
      onSubmit={(form) => void save(form, partnerId)}
    >
      {choosesPartner && (
        <SelectField
          label="Whose it is"
          required
          choices={[
            { value: HOUSE, label: "The house’s own" },
            ...partners.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={partnerId ?? HOUSE}
          onChange={(chosen) => setPartnerId(chosen === HOUSE ? null : chosen)}
          error={errorAt("partnerId")}
        />
      )}
      <ContactFields contact={contact} errorAt={errorAt} />
    </FormDialog>
  );
}
