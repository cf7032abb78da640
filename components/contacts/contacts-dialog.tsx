"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { makeContactPlanAction } from "@/server/actions/contacts";
import { type ChosenContacts, HOUSE } from "@/server/contacts/schemas";
import type { PlanDto } from "@/server/plans/schemas";
import { planQueries } from "../plans/queries";
import { type PlanTarget, targetWord } from "../plans/start/use-make-plan";
import { useIntentKey } from "../plans/use-intent-key";
import type { ApiError } from "../query/api-error";
import { settled } from "../query/settled";
import { FormDialog } from "../ui/form-dialog";
import { Notice } from "../ui/notice";
import { type ContactOwner, ContactPicker } from "./contact-picker";

type Chosen = ChosenContacts;
type Role = keyof Chosen;

const ROLES = [
  {
    role: "registrant",
    label: "Holder",
    help: "Whom the name belongs to. Nobody named here: the holder stays.",
  },
  { role: "admin", label: "Administration" },
  { role: "tech", label: "Technical matters" },
  { role: "billing", label: "Bills" },
] as const satisfies readonly { role: Role; label: string; help?: string }[];

/** Whose contacts a name may get: the holder is the partner's own, for the rest the house may stand in. */
function ownersOf(role: Role, { one }: PlanTarget): readonly ContactOwner[] {
  if (!one) return [null];
  const own = one.partner?.id ?? HOUSE;
  return role === "registrant" || own === HOUSE ? [own] : [own, HOUSE];
}

/** Plans it and opens its page: nothing is sent to anybody before it is started there. */
function useContactPlan({ selection }: PlanTarget) {
  const router = useRouter();
  const client = useQueryClient();
  const keyOf = useIntentKey();
  const plan = useMutation({
    mutationFn: (contacts: Chosen) =>
      settled<PlanDto>(makeContactPlanAction({ key: keyOf(contacts), selection, contacts })),
    onSuccess: (made) => {
      client.setQueryData(planQueries.one(made.id).queryKey, made);
      router.push(`/plans/${made.id}` as Route);
    },
  });
  const error = plan.error as ApiError | null;
  return {
    make: (contacts: Chosen) => plan.mutate(contacts),
    // It stays busy until its page is there.
    isPending: plan.isPending || plan.isSuccess,
    message: error?.message,
    fields: error?.fields ?? {},
  };
}

/** Chooses other contacts for one name or many, role by role. */
export function ContactsDialog({ target, onClose }: { target: PlanTarget; onClose: () => void }) {
  const [chosen, setChosen] = useState<Chosen>({});
  const { make, isPending, message, fields } = useContactPlan(target);
  const set = (role: Role, contactId: string | null) =>
    setChosen(({ [role]: _before, ...rest }) =>
      contactId ? { ...rest, [role]: contactId } : rest,
    );
  const isMarked = Object.keys(fields).some((field) => field.startsWith("contacts."));
  return (
    <FormDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Contacts of ${targetWord(target)}`}
      description="A role with nobody chosen stays as it is. The next page shows who is there now and what follows; nothing is sent before you start it there."
      confirm="Preview"
      pending={isPending}
      problem={isMarked ? undefined : (fields.contacts?.join(" ") ?? message)}
      onSubmit={() => make(chosen)}
    >
      {ROLES.map(({ role, label, ...rest }) => (
        <ContactPicker
          key={role}
          label={label}
          owners={ownersOf(role, target)}
          value={chosen[role] ?? null}
          onChange={(contactId) => set(role, contactId)}
          placeholder="Stays as it is"
          error={fields[`contacts.${role}`]}
          {...rest}
        />
      ))}
      {chosen.registrant && (
        <Notice tone="warn" title="Another holder is more than another address.">
          The registrar may ask the old and the new holder by e-mail first, and may hold the name
          back from transfers for some weeks. The preview says what holds for each name.
        </Notice>
      )}
    </FormDialog>
  );
}
