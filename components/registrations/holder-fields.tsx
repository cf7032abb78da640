"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Checkbox } from "../ui/checkbox";
import { Notice } from "../ui/notice";
import { ContactPicker, useContactChoices } from "./contact-picker";
import type { Order } from "./use-register";

type Roles = Order["contacts"];

type HolderFieldsProps = {
  partnerId: string | null;
  isHouse: boolean;
  roles: Roles;
  onChange: (roles: Roles) => void;
  onAdd: () => void;
  errorAt: (field: string) => readonly string[] | undefined;
};

const OTHERS = [
  { role: "admin", label: "Administration" },
  { role: "tech", label: "Technical matters" },
  { role: "billing", label: "Bills" },
] as const;

/** Whom the names are registered for, and who answers for them in other matters. */
export function HolderFields(props: HolderFieldsProps) {
  const { partnerId, isHouse, roles, onChange, onAdd, errorAt } = props;
  const { choices, isLoading, problem } = useContactChoices(partnerId, isHouse);
  const [showsOthers, setShowsOthers] = useState(false);
  const toggle = (shows: boolean) => {
    setShowsOthers(shows);
    if (!shows) onChange({ registrant: roles.registrant });
  };
  return (
    <Card title="Contacts">
      <div className="grid gap-4">
        {problem && (
          <Notice tone="bad" title="The contacts could not be loaded.">
            {problem}
          </Notice>
        )}
        <div className="grid items-start gap-2 sm:grid-cols-[minmax(0,1fr)_auto]">
          <ContactPicker
            label="Registrant"
            required
            choices={choices}
            value={roles.registrant || null}
            onChange={(registrant) => onChange({ ...roles, registrant: registrant ?? "" })}
            isLoading={isLoading}
            error={errorAt("contacts.registrant")}
          />
          <Button onClick={onAdd} className="sm:mt-6">
            Add a contact…
          </Button>
        </div>
        <Checkbox
          label="Other contacts for administration, technical matters or bills"
          checked={showsOthers}
          onChange={(event) => toggle(event.target.checked)}
        />
        {showsOthers && <OtherRoles {...props} choices={choices} isLoading={isLoading} />}
      </div>
    </Card>
  );
}

type OtherRolesProps = HolderFieldsProps &
  Pick<ReturnType<typeof useContactChoices>, "choices" | "isLoading">;

/** The house may stand in for a partner in these. */
function OtherRoles({ partnerId, isHouse, roles, onChange, errorAt, ...own }: OtherRolesProps) {
  const ours = useContactChoices(null, isHouse);
  const choices = isHouse && partnerId ? [...own.choices, ...ours.choices] : own.choices;
  const set = (role: (typeof OTHERS)[number]["role"], contactId: string | null) => {
    const { [role]: _before, ...rest } = roles;
    onChange(contactId ? { ...rest, [role]: contactId } : rest);
  };
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
      {OTHERS.map(({ role, label }) => (
        <ContactPicker
          key={role}
          label={label}
          choices={choices}
          value={roles[role] ?? null}
          onChange={(contactId) => set(role, contactId)}
          isLoading={own.isLoading}
          error={errorAt(`contacts.${role}`)}
        />
      ))}
    </div>
  );
}
