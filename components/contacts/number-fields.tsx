"use client";

import { useState } from "react";
import type { ContactDto, ContactKindWord } from "@/server/contacts/schemas";
import { Checkbox } from "../ui/checkbox";
import { TextField } from "../ui/text-field";
import { masked, numberWord } from "./words";

type NumberFieldsProps = {
  contact: ContactDto | undefined;
  kind: ContactKindWord;
  countryCode: string;
  errorAt: (field: string) => readonly string[] | undefined;
};

/** The numbers that identify a contact. One that is kept is never shown again: it is left, replaced or forgotten. */
export function NumberFields({ contact, kind, countryCode, errorAt }: NumberFieldsProps) {
  const hint = contact?.fiscalCodeHint ?? null;
  const [isForgotten, setForgotten] = useState(false);
  const kept = hint === null ? "" : `${masked(hint)} stays unless you type another. `;
  return (
    <>
      <TextField
        label={numberWord(kind, countryCode)}
        name="fiscalCode"
        autoComplete="off"
        spellCheck={false}
        disabled={isForgotten}
        help={`${kept}Sealed, and told to nobody but the registry.`}
        error={errorAt("fiscalCode")}
      />
      {kind === "person" ? (
        <span className="max-sm:hidden" />
      ) : (
        <TextField
          label="Trade register number"
          name="registrationNumber"
          autoComplete="off"
          spellCheck={false}
          defaultValue={contact?.registrationNumber ?? ""}
          {...(countryCode === "RO" ? { help: "Like J40/1234/2015." } : {})}
          error={errorAt("registrationNumber")}
        />
      )}
      {hint !== null && (
        <Checkbox
          label="Forget the number"
          name="forgets"
          checked={isForgotten}
          onChange={(event) => setForgotten(event.target.checked)}
          className="sm:col-span-2"
        />
      )}
    </>
  );
}
