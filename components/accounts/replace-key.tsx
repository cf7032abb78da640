"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AccountDto, CapabilityTestDto, ConnectChoice } from "@/server/accounts/schemas";
import { replaceAccountKeyAction, testNewKeyAction } from "@/server/actions/accounts";
import { useProvenSubmission } from "../auth/use-step-up";
import { useSubmission } from "../query/use-submission";
import { FormDialog } from "../ui/form-dialog";
import { Notice } from "../ui/notice";
import { useToast } from "../ui/toast";
import { CredentialFields } from "./credential-fields";
import { isAccepted } from "./is-accepted";
import { TestResults } from "./test-results";

type ReplaceKeyProps = {
  account: AccountDto;
  fields: ConnectChoice["fields"];
  onClose: () => void;
};

type Tested = { results: readonly CapabilityTestDto[]; hint: string; isStranger: boolean };

/** Enters a new key: it is tested first, and the old one stays in use until the new one is accepted. */
export function ReplaceKey({ account, fields, onClose }: ReplaceKeyProps) {
  const [credential, setCredential] = useState<Readonly<Record<string, string>>>({});
  const [tested, setTested] = useState<Tested | null>(null);
  const test = useSubmission(testNewKeyAction);
  const replace = useProvenSubmission(replaceAccountKeyAction);
  const client = useQueryClient();
  const toast = useToast();
  const isGood = tested !== null && isAccepted(tested.results);

  const send = async () => {
    const input = { accountId: account.id, credential };
    if (!isGood) return setTested((await test.submit(input)) ?? null);
    const replaced = await replace.submit(input);
    if (!replaced) return;
    onClose();
    toast({ title: `${account.name} uses the new key.` });
    await client.invalidateQueries({ queryKey: ["accounts"] });
  };

  return (
    <FormDialog
      open
      width="l"
      onOpenChange={(open) => !open && onClose()}
      title={`Replace the key of ${account.name}`}
      description="The new key is tested first; the old one stays in use until then."
      confirm={isGood ? "Use the new key" : "Test the new key"}
      pending={test.isPending || replace.isPending}
      problem={(test.failure ?? replace.failure)?.message}
      onSubmit={() => void send()}
    >
      <CredentialFields
        fields={fields}
        values={credential}
        onChange={(values) => {
          setCredential(values);
          setTested(null);
        }}
        errorAt={(field) => test.errorAt(field) ?? replace.errorAt(field)}
      />
      {tested && (
        <section aria-label="Test of the new key" aria-live="polite">
          <Hints old={account.key?.hint ?? ""} next={tested.hint} />
          {tested.isStranger && <Stranger name={account.name} />}
          <TestResults results={tested.results} />
        </section>
      )}
      {replace.proof}
    </FormDialog>
  );
}

function Stranger({ name }: { name: string }) {
  return (
    <Notice tone="warn" title={`This key lists none of the names of ${name}.`} className="my-2">
      It may belong to another organisation. With it, the next sync would miss every name of this
      account; connect it as an account of its own instead.
    </Notice>
  );
}

function Hints({ old, next }: { old: string; next: string }) {
  if (!old && !next) return null;
  return (
    <p className="text-ink-2">
      The key in use ends in <code className="font-mono">{old || "?"}</code>, the new one in{" "}
      <code className="font-mono">{next || "?"}</code>.
    </p>
  );
}
