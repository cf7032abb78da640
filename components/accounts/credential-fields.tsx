"use client";

import type { ConnectChoice } from "@/server/accounts/schemas";
import { PasswordField } from "../ui/password-field";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";

type CredentialFieldsProps = {
  fields: ConnectChoice["fields"];
  values: Readonly<Record<string, string>>;
  onChange: (values: Readonly<Record<string, string>>) => void;
  errorAt: (field: string) => readonly string[] | undefined;
};

/** What a registrar wants to know; secret fields are written here and never shown again once saved. */
export function CredentialFields({ fields, values, onChange, errorAt }: CredentialFieldsProps) {
  return fields.map(({ name, label, help, isSecret, isRequired, choices }) => {
    const set = (value: string) => onChange({ ...values, [name]: value });
    const error = errorAt(`credential.${name}`);
    if (choices)
      return (
        <SelectField
          key={name}
          label={label}
          help={help}
          required
          choices={[...choices]}
          value={values[name] ?? choices[0]?.value ?? ""}
          error={error}
          onChange={set}
        />
      );
    const Control = isSecret ? PasswordField : TextField;
    return (
      <Control
        key={name}
        label={label}
        help={help}
        required={isRequired}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={values[name] ?? ""}
        error={error}
        onChange={(event) => set(event.target.value)}
      />
    );
  });
}
