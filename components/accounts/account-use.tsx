"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AccountDto, SetAccountUseInput } from "@/server/accounts/schemas";
import { setAccountUseAction, testAccountAction } from "@/server/actions/accounts";
import { useProvenSubmission } from "../auth/use-step-up";
import { useSubmission } from "../query/use-submission";
import { useNow } from "../ui/clock";
import { FormDialog } from "../ui/form-dialog";
import { RadioGroup } from "../ui/radio-group";
import { useToast } from "../ui/toast";
import { chosenUse, USES, type Use } from "./uses";

const INPUTS: Readonly<Record<Use, Omit<SetAccountUseInput, "accountId">>> = {
  read: { mode: "read_only", allowsPaidCalls: false },
  change: { mode: "full", allowsPaidCalls: false },
  pay: { mode: "full", allowsPaidCalls: true },
};

/** How old a test may be that still counts, with room for the time one looks at the box. */
const FRESH_MS = 23 * 3_600_000;

/** Whether the last test still counts: it is young enough, and nothing in it failed. */
const isTested = ({ tests }: AccountDto, now: string): boolean =>
  tests !== null &&
  Date.parse(now) - Date.parse(tests.at) < FRESH_MS &&
  tests.results.every(({ outcome }) => outcome !== "failed");

/** Chooses what an account may be used for. More than reading needs a good test within a day, which is made up for here. */
export function AccountUse({ account, onClose }: { account: AccountDto; onClose: () => void }) {
  const [use, setUse] = useState<string>(chosenUse(account));
  const save = useProvenSubmission(setAccountUseAction);
  const test = useSubmission(testAccountAction);
  const client = useQueryClient();
  const toast = useToast();
  const chosen = USES.find(({ value }) => value === use);
  const needsTest = !isTested(account, useNow()) && use !== "read" && use !== chosenUse(account);

  const send = async () => {
    if (!chosen) return;
    if (needsTest && !(await test.submit({ accountId: account.id }))) return;
    const saved = await save.submit({ accountId: account.id, ...INPUTS[chosen.value] });
    if (!saved) return;
    onClose();
    toast({ title: `${account.name}: ${chosen.label.toLowerCase()}.` });
    await client.invalidateQueries({ queryKey: ["accounts"] });
  };

  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Use of ${account.name}`}
      description="What Namekeep may do with this account, whatever its key would allow."
      confirm={needsTest ? "Test and save" : "Save"}
      pending={test.isPending || save.isPending}
      problem={(test.failure ?? save.failure)?.message}
      onSubmit={() => void send()}
    >
      <RadioGroup
        legend="Allowed"
        legendHidden
        name="use"
        choices={[...USES]}
        value={use}
        onChange={setUse}
      />
      {save.proof}
    </FormDialog>
  );
}
