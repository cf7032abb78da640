"use client";

import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { type ReactNode, useDeferredValue, useState } from "react";
import { type ContactDto, type ContactQuery, EMPTY_CONTACT_QUERY } from "@/server/contacts/schemas";
import { Field } from "../ui/field";
import { type SearchChoice, SearchSelect } from "../ui/search-select";
import { contactQueries } from "./queries";

const MOST = 20;

/** Whose contacts are offered: of a partner, of the house, or (null) all that are the reader's to see. */
export type ContactOwner = ContactQuery["partner"];

type ContactPickerProps = {
  label: string;
  /** The id of the chosen contact; null: nobody. */
  value: string | null;
  onChange: (contactId: string | null) => void;
  owners: readonly ContactOwner[];
  required?: boolean;
  placeholder?: string;
  help?: ReactNode;
  error: readonly string[] | undefined;
};

const choiceOf = (contact: ContactDto, showsPartner: boolean): SearchChoice => {
  const { id, name, organisation, givenName, familyName, email, partner } = contact;
  const facts = [
    ...(organisation ? [`${givenName} ${familyName}`] : []),
    email,
    ...(showsPartner ? [partner?.name ?? "the house"] : []),
  ];
  return { value: id, label: name, help: facts.join(" · ") };
};

/** Contacts that fit what is typed, of each owner as many as a list can show. */
function useFound(owners: readonly ContactOwner[], text: string) {
  const q = useDeferredValue(text.trim()).slice(0, 100) || null;
  const lists = useQueries({
    queries: owners.map((partner) => ({
      ...contactQueries.list({ ...EMPTY_CONTACT_QUERY, partner, q, limit: MOST }),
      placeholderData: keepPreviousData,
    })),
  });
  const showsPartner = owners.length > 1 || owners[0] === null;
  return {
    choices: lists.flatMap(({ data }) =>
      (data?.rows ?? []).map((contact) => choiceOf(contact, showsPartner)),
    ),
    hasMore: lists.some(({ data }) => data?.nextCursor != null),
    isLoading: lists.some(({ isPending }) => isPending),
    problem: lists.find(({ error }) => error)?.error?.message,
  };
}

/** The chosen contact, also when no search has found it. */
function useChosen(id: string | null, choices: readonly SearchChoice[]): SearchChoice | null {
  const found = choices.find(({ value }) => value === id);
  const { data } = useQuery({
    ...contactQueries.one(id ?? ""),
    enabled: id !== null && found === undefined,
  });
  if (id === null) return null;
  return found ?? (data ? choiceOf(data, false) : { value: id, label: "" });
}

const emptyText = (isLoading: boolean, problem: string | undefined, text: string): string => {
  if (problem) return `The contacts could not be loaded. ${problem}`;
  if (isLoading) return "Looking…";
  return text ? "No contact is called so." : "The contact book is empty; add a contact first.";
};

/** Finds one contact of the book by typing part of a name, organisation or e-mail address. */
export function ContactPicker(props: ContactPickerProps) {
  const { label, value, onChange, owners, required = false, placeholder, help, error } = props;
  const [text, setText] = useState("");
  const { choices, hasMore, isLoading, problem } = useFound(owners, text);
  const chosen = useChosen(value, choices);
  return (
    <Field label={label} required={required} help={help} error={error}>
      <SearchSelect
        // The words of a contact that was added elsewhere come later than its id.
        key={chosen?.label === "" ? "untold" : "told"}
        choices={choices}
        value={chosen}
        onChange={(choice) => onChange(choice?.value ?? null)}
        onSearch={setText}
        placeholder={placeholder ?? "Type a name or e-mail…"}
        empty={emptyText(isLoading, problem, text)}
        hasMore={hasMore}
      />
    </Field>
  );
}
