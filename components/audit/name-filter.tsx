"use client";

import { type FormEvent, useState } from "react";
import { SearchField } from "../ui/search-field";
import type { AuditAddress } from "./address";

/** Finds what was done to one thing, by its whole name. */
export function NameFilter({ address }: { address: AuditAddress }) {
  const [text, setText] = useState(address.query.name ?? "");
  const apply = (event: FormEvent) => {
    event.preventDefault();
    address.go({ name: text.trim() || null });
  };
  return (
    <form onSubmit={apply} className="w-55 max-sm:w-full">
      <SearchField
        label="Whole name"
        placeholder="Whole name, then Enter"
        pageSearch
        value={text}
        maxLength={253}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value === "" && address.query.name) address.go({ name: null });
        }}
      />
    </form>
  );
}
