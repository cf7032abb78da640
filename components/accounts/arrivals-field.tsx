"use client";

import { SelectField } from "../ui/select-field";
import type { ManageChoices } from "./manage-choices";

const NOBODY = "nobody";

type ArrivalsFieldProps = {
  partners: ManageChoices["partners"];
  value: string | null;
  onChange: (partnerId: string | null) => void;
  error: readonly string[] | undefined;
};

/** Who gets the names that appear in an account; nothing is guessed from the names. */
export function ArrivalsField({ partners, value, onChange, error }: ArrivalsFieldProps) {
  return (
    <SelectField
      label="New names go to"
      required
      help="Names that are here already stay with their partner."
      choices={[
        { value: NOBODY, label: "Nobody: staff assign them" },
        ...partners.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={value ?? NOBODY}
      onChange={(chosen) => onChange(chosen === NOBODY ? null : chosen)}
      error={error}
    />
  );
}
