"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { addPersonAction, changePersonAction } from "@/server/actions/people";
import type { NewSecretDto, PersonDto } from "@/server/people/schemas";
import { useProvenSubmission } from "../auth/use-step-up";
import { FormDialog } from "../ui/form-dialog";
import { RadioGroup } from "../ui/radio-group";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";
import type { PartnerChoice } from "./partner-choice";
import { ROLE_HELP, ROLE_WORDS, type Role } from "./words";

type PersonFormProps = {
  /** Left out: a new person is added. */
  person?: PersonDto;
  partners: readonly PartnerChoice[];
  onClose: () => void;
  onSecret: (secret: NewSecretDto) => void;
};

const ROLES = ["admin", "staff", "customer"] as const satisfies readonly Role[];
const ROLE_CHOICES = ROLES.map((role) => ({
  value: role,
  label: ROLE_WORDS[role],
  help: ROLE_HELP[role],
}));

type Typed = { name: string; email: string; role: Role; partnerId: string | null };

/** Saves what was typed: a new person, whose password is shown next, or a change to one. */
function useSavePerson({ person, onClose, onSecret }: PersonFormProps) {
  const add = useProvenSubmission(addPersonAction);
  const change = useProvenSubmission(changePersonAction);
  const router = useRouter();
  const toast = useToast();

  const save = async ({ email, ...standing }: Typed) => {
    const secret = person ? null : await add.submit({ ...standing, email });
    const changed = person ? await change.submit({ ...standing, personId: person.id }) : null;
    if (!secret && !changed) return;
    onClose();
    if (secret) onSecret(secret);
    if (changed) toast({ title: `${standing.name} is changed.`, ...endedText(changed) });
    router.refresh();
  };
  const { isPending, failure, errorAt, proof } = person ? change : add;
  return { save, isPending, failure, errorAt, proof };
}

const endedText = ({ endedSessions }: { endedSessions: number }) =>
  endedSessions > 0 ? { description: "They are signed out and have to sign in again." } : {};

/** Adds a person, or changes one. */
export function PersonForm(props: PersonFormProps) {
  const { person, partners, onClose } = props;
  const { save, isPending, failure, errorAt, proof } = useSavePerson(props);
  const [role, setRole] = useState<Role>(person?.role ?? "customer");
  const [partnerId, setPartnerId] = useState(person?.partner?.id ?? null);

  const send = (form: FormData) => {
    const text = (field: string) => `${form.get(field) ?? ""}`;
    const partner = role === "customer" ? partnerId : null;
    void save({ name: text("name"), email: text("email"), role, partnerId: partner });
  };

  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={person ? `Change ${person.name}` : "Add a person"}
      {...(person ? {} : { description: "Namekeep makes a password and shows it once." })}
      confirm={person ? "Save" : "Add person"}
      pending={isPending}
      problem={failure?.message}
      onSubmit={send}
    >
      <TextField
        label="Name"
        name="name"
        required
        autoComplete="off"
        defaultValue={person?.name}
        error={errorAt("name")}
      />
      {!person && <EmailField error={errorAt("email")} />}
      {!person?.isYou && (
        <RadioGroup
          legend="Role"
          name="role"
          choices={ROLE_CHOICES}
          value={role}
          onChange={setRole}
          error={errorAt("role")?.join(" ")}
        />
      )}
      {role === "customer" && (
        <PartnerField
          partners={partners}
          value={partnerId}
          onChange={setPartnerId}
          error={errorAt("partnerId")}
        />
      )}
      {proof}
    </FormDialog>
  );
}

type Errors = readonly string[] | undefined;

const EmailField = ({ error }: { error: Errors }) => (
  <TextField
    label="E-mail address"
    name="email"
    type="email"
    required
    autoComplete="off"
    autoCapitalize="none"
    spellCheck={false}
    error={error}
  />
);

type PartnerFieldProps = {
  partners: readonly PartnerChoice[];
  value: string | null;
  onChange: (id: string) => void;
  error: Errors;
};

function PartnerField({ partners, value, onChange, error }: PartnerFieldProps) {
  return (
    <SelectField
      label="Partner"
      required
      choices={partners.map((partner) => ({ value: partner.id, label: partner.name }))}
      value={value}
      onChange={onChange}
      placeholder={partners.length === 0 ? "Add a partner first" : "Choose a partner…"}
      error={error}
    />
  );
}
