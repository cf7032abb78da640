"use client";

import { useState } from "react";
import { HOUSE } from "@/server/contacts/schemas";
import { type ContactOwner, ContactPicker } from "../contacts/contact-picker";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Checkbox } from "../ui/checkbox";
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
  const [showsOthers, setShowsOthers] = useState(false);
  const owner = isHouse ? (partnerId ?? HOUSE) : null;
  const toggle = (shows: boolean) => {
    setShowsOthers(shows);
    if (!shows) onChange({ registrant: roles.registrant });
  };
  return (
    <Card title="Contacts">
      <div className="grid gap-4">
        <div className="grid items-start gap-2 sm:grid-cols-[minmax(0,1fr)_auto]">
          <ContactPicker
            label="Registrant"
            required
            owners={[owner]}
            value={roles.registrant || null}
            onChange={(registrant) => onChange({ ...roles, registrant: registrant ?? "" })}
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
        {showsOthers && <OtherRoles {...props} owner={owner} />}
      </div>
    </Card>
  );
}

/** The house may stand in for a partner in these. */
function OtherRoles({
  roles,
  onChange,
  errorAt,
  owner,
}: HolderFieldsProps & { owner: ContactOwner }) {
  const owners = owner === null || owner === HOUSE ? [owner] : [owner, HOUSE];
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
          owners={owners}
          value={roles[role] ?? null}
          onChange={(contactId) => set(role, contactId)}
          placeholder="As the registrant"
          error={errorAt(`contacts.${role}`)}
        />
      ))}
    </div>
  );
}
