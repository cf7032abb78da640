"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { EMPTY_CONTACT_QUERY, HOUSE } from "@/server/contacts/schemas";
import { contactQueries } from "../contacts/queries";
import { SelectField } from "../ui/select-field";

const MOST = 200;
const AS_REGISTRANT = "registrant";

export type ContactChoice = {
  readonly value: string;
  readonly label: string;
  readonly help?: string;
};

/** Contacts of a partner that names may be registered for; null: the house's own. */
export function useContactChoices(partnerId: string | null, isHouse: boolean) {
  const partner = isHouse ? (partnerId ?? HOUSE) : null;
  const list = useQuery(contactQueries.list({ ...EMPTY_CONTACT_QUERY, partner, limit: MOST }));
  const choices = (list.data?.rows ?? []).map(
    ({ id, name, organisation, givenName, familyName, email }): ContactChoice => ({
      value: id,
      label: name,
      help: organisation ? `${givenName} ${familyName} · ${email}` : email,
    }),
  );
  return { choices, isLoading: list.isPending, problem: list.error?.message };
}

type ContactPickerProps = {
  label: string;
  /** Null: as the registrant, or nobody yet. */
  value: string | null;
  onChange: (contactId: string | null) => void;
  choices: readonly ContactChoice[];
  /** Whether somebody has to be chosen. */
  required?: boolean;
  isLoading: boolean;
  help?: ReactNode;
  error: readonly string[] | undefined;
};

/** One of the contacts; for other roles than the holder's the holder may stand in. */
export function ContactPicker({
  label,
  value,
  onChange,
  choices,
  required = false,
  isLoading,
  help,
  error,
}: ContactPickerProps) {
  const none = { value: AS_REGISTRANT, label: "As the registrant" };
  return (
    <SelectField
      label={label}
      required
      choices={required ? choices : [none, ...choices]}
      value={value ?? (required ? null : AS_REGISTRANT)}
      onChange={(chosen) => onChange(chosen === AS_REGISTRANT ? null : chosen)}
      placeholder={placeholderOf(isLoading, choices.length)}
      help={help}
      error={error}
    />
  );
}

function placeholderOf(isLoading: boolean, contacts: number): string {
  if (isLoading) return "Loading the contacts…";
  return contacts === 0 ? "Add a contact first" : "Choose a contact…";
}
