"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { makeTransferPlanAction } from "@/server/actions/transfers";
import type { TransferChoicesDto } from "@/server/transfers/schemas";
import { useSubmission } from "../query/use-submission";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { SelectField } from "../ui/select-field";
import { TextareaField } from "../ui/textarea-field";
import { StepList } from "./step-list";
import { stepHref } from "./steps";

export type PartnerChoice = { readonly id: string; readonly name: string };

type NewTransferProps = {
  accounts: TransferChoicesDto["accounts"];
  /** Whose the names may become; null for those whose names are always their own. */
  partners: readonly PartnerChoice[] | null;
};

/** Step 1: which names, and to which account. Nothing is kept before its end, as codes may stand in the text. */
export function NewTransferScreen({ accounts, partners }: NewTransferProps) {
  const isPossible = accounts.some(({ reason }) => reason === null);
  return (
    <>
      <PageHeader title="Transfer names in" crumb="New" />
      <StepList current="names" id={null} open={[]} />
      {isPossible ? (
        <NamesForm accounts={accounts} partners={partners} />
      ) : (
        <Card>
          <EmptyState title="No account can take names in.">
            {accounts.length === 0
              ? "An account at a registrar has to be connected first."
              : accounts.map(({ id, name, reason }) => (
                  <p key={id}>
                    {name}: {reason}
                  </p>
                ))}
          </EmptyState>
        </Card>
      )}
    </>
  );
}

const NOBODY = "nobody";

function NamesForm({ accounts, partners }: NewTransferProps) {
  const { submit, isPending, failure, errorAt } = useSubmission(makeTransferPlanAction);
  const [key] = useState(() => globalThis.crypto.randomUUID());
  const [accountId, setAccount] = useState(
    accounts.find(({ reason }) => reason === null)?.id ?? "",
  );
  const [partnerId, setPartner] = useState(NOBODY);
  const router = useRouter();

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("text") ?? "");
    const made = await submit({
      key,
      accountId,
      text,
      ...(partners && partnerId !== NOBODY ? { partnerId } : {}),
    });
    if (made) router.push(stepHref(made.plan.id, "preflight"));
  };

  return (
    <Card className="max-w-190" title="Names" note="nothing is ordered before step 5">
      <form method="post" noValidate className="grid gap-4" onSubmit={(event) => void send(event)}>
        <div role="alert" className="empty:hidden">
          {failure && <Notice tone="bad" title={failure.message} />}
        </div>
        <SelectField
          label="To the account"
          required
          choices={accounts.map(({ id, name, registrarName, reason }) => ({
            value: id,
            label: `${name} · ${registrarName}`,
            ...(reason ? { help: reason, disabled: true } : {}),
          }))}
          value={accountId}
          onChange={setAccount}
          error={errorAt("accountId")}
        />
        {partners && (
          <PartnerField
            partners={partners}
            value={partnerId}
            onChange={setPartner}
            error={errorAt("partnerId")}
          />
        )}
        <TextareaField
          label="Names"
          name="text"
          required
          mono
          rows={8}
          autoComplete="off"
          spellCheck={false}
          placeholder={"example.com\nexample.net AUTH-CODE"}
          help="One on each line, with its auth code behind it where you have it; or CSV with name and code, a code with commas or blanks at its edges in quotes. Codes can be given later as well."
          error={errorAt("text")}
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" pending={isPending}>
            Look at these names
          </Button>
          <LinkButton href="/transfers">Cancel</LinkButton>
        </div>
      </form>
    </Card>
  );
}

type PartnerFieldProps = {
  partners: readonly PartnerChoice[];
  value: string;
  onChange: (value: string) => void;
  error: readonly string[] | undefined;
};

function PartnerField({ partners, ...field }: PartnerFieldProps) {
  return (
    <SelectField
      label="For the partner"
      required
      choices={[
        { value: NOBODY, label: "Nobody yet" },
        ...partners.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      {...field}
    />
  );
}
