"use client";

import { useMemo, useState } from "react";
import type { ContactDto, ContactKindWord } from "@/server/contacts/schemas";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { NumberFields } from "./number-fields";
import { countryChoices, KIND_CHOICES } from "./words";

type Errors = (field: string) => readonly string[] | undefined;

type ContactFieldsProps = {
  contact: ContactDto | undefined;
  errorAt: Errors;
};

/** Everything that stands in a contact, as fields of the form around them. */
export function ContactFields({ contact, errorAt }: ContactFieldsProps) {
  const [kind, setKind] = useState<ContactKindWord>(contact?.kind ?? "person");
  const [countryCode, setCountryCode] = useState(contact?.countryCode ?? "");
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      <SelectField
        label="Kind"
        name="kind"
        required
        choices={KIND_CHOICES}
        value={kind}
        onChange={setKind}
        error={errorAt("kind")}
        className="sm:col-span-2"
      />
      {kind !== "person" && (
        <Line
          name="organisation"
          label="Organisation"
          autoComplete="organization"
          required
          value={contact?.organisation}
          errorAt={errorAt}
          className="sm:col-span-2"
        />
      )}
      <PersonFields contact={contact} errorAt={errorAt} />
      <AddressFields
        contact={contact}
        errorAt={errorAt}
        countryCode={countryCode}
        onCountry={setCountryCode}
      />
      <NumberFields contact={contact} kind={kind} countryCode={countryCode} errorAt={errorAt} />
    </div>
  );
}

function PersonFields({ contact, errorAt }: ContactFieldsProps) {
  return (
    <>
      <Line
        name="givenName"
        label="Given name"
        required
        value={contact?.givenName}
        errorAt={errorAt}
      />
      <Line
        name="familyName"
        label="Family name"
        required
        value={contact?.familyName}
        errorAt={errorAt}
      />
      <Line name="email" label="E-mail address" required value={contact?.email} errorAt={errorAt} />
      <Line
        name="phone"
        label="Phone"
        required
        value={contact?.phone}
        errorAt={errorAt}
        help="With the country code: +40 727 636 787"
      />
    </>
  );
}

type AddressFieldsProps = ContactFieldsProps & {
  countryCode: string;
  onCountry: (code: string) => void;
};

function AddressFields({ contact, errorAt, countryCode, onCountry }: AddressFieldsProps) {
  const countries = useMemo(countryChoices, []);
  return (
    <>
      <Line
        name="street"
        label="Street and number"
        required
        value={contact?.street}
        errorAt={errorAt}
        className="sm:col-span-2"
      />
      <Line name="postalCode" label="Postal code" value={contact?.postalCode} errorAt={errorAt} />
      <Line name="city" label="Town" required value={contact?.city} errorAt={errorAt} />
      <Line name="state" label="County or state" value={contact?.state} errorAt={errorAt} />
      <SelectField
        label="Country"
        name="countryCode"
        required
        choices={countries}
        value={countryCode || null}
        onChange={onCountry}
        placeholder="Choose a country…"
        error={errorAt("countryCode")}
      />
    </>
  );
}

type LineProps = {
  name: string;
  label: string;
  value?: string | null | undefined;
  errorAt: Errors;
  required?: boolean;
  help?: string;
  autoComplete?: string;
  className?: string;
};

/** Somebody else's details are typed here, so the browser offers none of one's own. */
export const Line = ({ name, value, errorAt, ...rest }: LineProps) => (
  <TextField
    autoComplete="off"
    spellCheck={false}
    {...rest}
    name={name}
    defaultValue={value ?? ""}
    error={errorAt(name)}
  />
);
