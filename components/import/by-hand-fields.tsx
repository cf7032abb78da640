"use client";

import { ArrivalsField } from "../accounts/arrivals-field";
import type { ManageChoices } from "../accounts/manage-choices";
import { TextField } from "../ui/text-field";

/** What is known of an account that is kept by hand. */
export type ByHandValues = {
  readonly name: string;
  readonly registrarLabel: string;
  readonly panelUrl: string;
};

/** What was typed into the fields. */
export const valuesIn = (form: FormData): ByHandValues => ({
  name: `${form.get("name") ?? ""}`,
  registrarLabel: `${form.get("registrarLabel") ?? ""}`,
  panelUrl: `${form.get("panelUrl") ?? ""}`,
});

type ByHandFieldsProps = {
  values: ByHandValues;
  partners: ManageChoices["partners"];
  partnerId: string | null;
  onPartner: (partnerId: string | null) => void;
  errorAt: (field: string) => readonly string[] | undefined;
};

/** What an account needs that nobody calls: names, and where its registrar's own panel is. */
export function ByHandFields({
  values,
  partners,
  partnerId,
  onPartner,
  errorAt,
}: ByHandFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        name="name"
        required
        autoComplete="off"
        defaultValue={values.name}
        help="As you call the account, such as “Old names at the harbour office”."
        error={errorAt("name")}
      />
      <TextField
        label="Registrar"
        name="registrarLabel"
        required
        autoComplete="off"
        defaultValue={values.registrarLabel}
        help="What the registrar is called."
        error={errorAt("registrarLabel")}
      />
      <TextField
        label="Address of its panel"
        name="panelUrl"
        type="url"
        autoComplete="off"
        spellCheck={false}
        defaultValue={values.panelUrl}
        help="Where people sign in there. It is shown as a link and never called."
        error={errorAt("panelUrl")}
      />
      <ArrivalsField
        partners={partners}
        value={partnerId}
        onChange={onPartner}
        error={errorAt("defaultPartnerId")}
      />
    </>
  );
}
