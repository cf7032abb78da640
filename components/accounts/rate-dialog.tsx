"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { AccountDto, LimitDto } from "@/server/accounts/schemas";
import { setAccountRateAction } from "@/server/actions/accounts";
import { useSubmission } from "../query/use-submission";
import { FormDialog } from "../ui/form-dialog";
import { formatCount } from "../ui/numbers";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";

type RateDialogProps = { account: AccountDto; limit: LimitDto; onClose: () => void };

/** Sets how many calls a minute an account may make. */
export function RateDialog({ account, limit, onClose }: RateDialogProps) {
  const save = useSubmission(setAccountRateAction);
  const client = useQueryClient();
  const toast = useToast();
  const { perMinute, usualPerMinute, mostPerMinute } = limit;

  const send = async (form: FormData) => {
    const typed = `${form.get("callsPerMinute") ?? ""}`.trim();
    const callsPerMinute = typed === "" ? null : Number(typed);
    if (!(await save.submit({ accountId: account.id, callsPerMinute }))) return;
    onClose();
    toast({ title: `${account.name}: the rate is saved.` });
    await client.invalidateQueries({ queryKey: ["accounts"] });
  };

  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Rate of ${account.name}`}
      description="How fast Namekeep calls the registrar with this account. It holds for all its processes at once."
      confirm="Save"
      pending={save.isPending}
      problem={save.failure?.message}
      onSubmit={(form) => void send(form)}
    >
      <TextField
        label="Calls a minute"
        name="callsPerMinute"
        type="number"
        inputMode="numeric"
        min={1}
        max={mostPerMinute}
        defaultValue={perMinute === usualPerMinute ? "" : perMinute}
        placeholder={`${usualPerMinute}`}
        help={`At most ${formatCount(mostPerMinute)}. Leave it empty for the usual ${formatCount(usualPerMinute)}. Source: ${limit.source}.`}
        error={save.errorAt("callsPerMinute")}
      />
    </FormDialog>
  );
}
