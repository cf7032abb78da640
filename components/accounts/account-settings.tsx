"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AccountDto } from "@/server/accounts/schemas";
import { changeAccountAction } from "@/server/actions/accounts";
import { useSubmission } from "../query/use-submission";
import { FormDialog } from "../ui/form-dialog";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";
import { ArrivalsField } from "./arrivals-field";
import type { ManageChoices } from "./manage-choices";

type AccountSettingsProps = {
  account: AccountDto;
  partners: ManageChoices["partners"];
  onClose: () => void;
};

/** Changes an account's name, how often it is read, who gets its arrivals, and what it is billed in. */
export function AccountSettings({ account, partners, onClose }: AccountSettingsProps) {
  const { submit, isPending, failure, errorAt } = useSubmission(changeAccountAction);
  const [partnerId, setPartnerId] = useState(account.defaultPartner?.id ?? null);
  const client = useQueryClient();
  const toast = useToast();

  const save = async (form: FormData) => {
    const saved = await submit({
      accountId: account.id,
      name: `${form.get("name") ?? ""}`,
      syncIntervalMinutes: Number(form.get("syncIntervalMinutes")),
      defaultPartnerId: partnerId,
      currency: `${form.get("currency") ?? ""}`.trim() || null,
    });
    if (!saved) return;
    onClose();
    toast({ title: "The account is changed." });
    await client.invalidateQueries({ queryKey: ["accounts"] });
  };

  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Change ${account.name}`}
      confirm="Save"
      pending={isPending}
      problem={failure?.message}
      onSubmit={(form) => void save(form)}
    >
      <TextField
        label="Name"
        name="name"
        required
        autoComplete="off"
        defaultValue={account.name}
        error={errorAt("name")}
      />
      <RhythmField account={account} error={errorAt("syncIntervalMinutes")} />
      <CurrencyField account={account} error={errorAt("currency")} />
      <ArrivalsField
        partners={partners}
        value={partnerId}
        onChange={setPartnerId}
        error={errorAt("defaultPartnerId")}
      />
    </FormDialog>
  );
}

type FieldProps = { account: AccountDto; error: readonly string[] | undefined };

/** How often it is read. */
function RhythmField({ account, error }: FieldProps) {
  return (
    <TextField
      label="Minutes between syncs"
      name="syncIntervalMinutes"
      type="number"
      inputMode="numeric"
      min={5}
      max={10_080}
      required
      defaultValue={account.syncIntervalMinutes}
      help="From 5 minutes to a week (10,080). Most accounts do well with 360, every 6 hours."
      error={error}
    />
  );
}

/** What it is billed in. */
function CurrencyField({ account, error }: FieldProps) {
  return (
    <TextField
      label="Currency"
      name="currency"
      maxLength={3}
      autoComplete="off"
      autoCapitalize="characters"
      defaultValue={account.currency.isUsual ? "" : account.currency.code}
      placeholder={account.currency.isUsual ? account.currency.code : ""}
      help={`What ${account.registrarName} bills it in; prices are asked in it where one can choose. Left empty: as usual there.`}
      error={error}
    />
  );
}
