"use client";

import { type FormEvent, useState } from "react";
import type { ContactQuery } from "@/server/contacts/schemas";
import { moveTo } from "../portfolio/use-address";
import { SearchField } from "../ui/search-field";
import { contactsHref } from "./address";

/** Finds contacts by a part of their name, organisation or address of mail. */
export function ContactSearch({ query }: { query: ContactQuery }) {
  const [text, setText] = useState(query.q ?? "");
  const search = (q: string | null) => moveTo(contactsHref(query, { q }));
  const apply = (event: FormEvent) => {
    event.preventDefault();
    search(text.trim() || null);
  };
  return (
    <form onSubmit={apply} className="w-70 max-sm:w-full">
      <SearchField
        label="Find a contact"
        placeholder="Name or e-mail, then Enter"
        pageSearch
        value={text}
        maxLength={100}
        className="w-full"
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value === "" && query.q) search(null);
        }}
      />
    </form>
  );
}
