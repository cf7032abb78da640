"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { RegistrationAccountDto } from "@/server/registrations/schemas";
import { ContactForm, type PartnerChoice } from "../contacts/contact-form";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { Notice } from "../ui/notice";
import { TextareaField } from "../ui/textarea-field";
import { AccountFields } from "./account-fields";
import { HolderFields } from "./holder-fields";
import { HostFields } from "./host-fields";
import { hostsOf, linesOf, type Order, useRegister } from "./use-register";

type RegisterScreenProps = {
  accounts: readonly RegistrationAccountDto[];
  /** Null for those who have one partner only. */
  partners: readonly PartnerChoice[] | null;
  /** What the address brought along. */
  names: readonly string[];
  partnerId: string | null;
  contactId: string | null;
};

type Draft = {
  names: string;
  partnerId: string | null;
  accountId: string | null;
  years: number;
  price: { amount: string; currency: string };
  roles: Order["contacts"];
  /** Null: what the registrar gives new names. */
  hosts: string | null;
};

/** Which names, where, for whom: then the plan shows what it costs, and nothing is ordered before it is started. */
export function RegisterScreen(props: RegisterScreenProps) {
  const { accounts, partners } = props;
  const [draft, setDraft] = useState<Draft>(() => firstDraft(props));
  const [isAdding, setAdding] = useState(false);
  const client = useQueryClient();
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  if (accounts.length === 0) return <NoAccount />;
  return (
    <>
      <PageHeader title="Register names" crumb="Register" />
      <OrderForm {...{ accounts, partners, draft, change }} onAdd={() => setAdding(true)} />
      {isAdding && (
        <ContactForm
          partners={partners}
          partnerId={draft.partnerId}
          isFixed
          onClose={() => setAdding(false)}
          onSaved={({ contactId }) => {
            setAdding(false);
            void client.invalidateQueries({ queryKey: ["contacts"] });
            change({ roles: { ...draft.roles, registrant: contactId } });
          }}
        />
      )}
    </>
  );
}

type OrderFormProps = Pick<RegisterScreenProps, "accounts" | "partners"> & {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  onAdd: () => void;
};

function OrderForm({ accounts, partners, draft, change, onAdd }: OrderFormProps) {
  const { preview, isPending, failure, errorAt } = useRegister();
  const account = accounts.find(({ id }) => id === draft.accountId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void preview(orderOf(draft, partners !== null, account));
  };
  return (
    <form method="post" noValidate className="grid max-w-190 gap-4" onSubmit={submit}>
      <div role="alert" className="empty:hidden">
        {failure && <Notice tone="bad" title={failure.message} />}
      </div>
      <NamesCard names={draft.names} onChange={(names) => change({ names })} errorAt={errorAt} />
      <AccountFields {...{ accounts, partners, draft, errorAt }} onChange={change} />
      <HolderFields
        partnerId={draft.partnerId}
        isHouse={partners !== null}
        roles={draft.roles}
        onChange={(roles) => change({ roles })}
        onAdd={onAdd}
        errorAt={errorAt}
      />
      <HostFields
        hosts={draft.hosts}
        onChange={(hosts) => change({ hosts })}
        registrar={account?.registrar ?? null}
        errorAt={errorAt}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={isPending}>
          Preview
        </Button>
        <span className="text-12 text-ink-3">
          Asks whether the names are free and what they cost. Nothing is ordered yet.
        </span>
      </div>
    </form>
  );
}

type NamesCardProps = {
  names: string;
  onChange: (names: string) => void;
  errorAt: (field: string) => readonly string[] | undefined;
};

const NamesCard = ({ names, onChange, errorAt }: NamesCardProps) => (
  <Card title="Names">
    <TextareaField
      label="Names"
      labelHidden
      required
      mono
      autoComplete="off"
      spellCheck={false}
      value={names}
      onChange={(event) => onChange(event.target.value)}
      placeholder={"example.com\nexample.ro"}
      help="One to a line, at most 50. Whether they are free is asked next."
      error={errorAt("names")}
    />
  </Card>
);

const NoAccount = () => (
  <>
    <PageHeader title="Register names" crumb="Register" />
    <Card padded={false}>
      <EmptyState title="There is no account that names could be registered in.">
        An administrator connects registrar accounts and allows what costs money.
      </EmptyState>
    </Card>
  </>
);

function firstDraft({ accounts, names, partnerId, contactId }: RegisterScreenProps): Draft {
  const usable = accounts.filter(({ obstacle }) => obstacle === null);
  return {
    names: names.join("\n"),
    partnerId,
    accountId: usable.length === 1 ? (usable[0]?.id ?? null) : null,
    years: 1,
    price: { amount: "", currency: "EUR" },
    roles: { registrant: contactId ?? "" },
    hosts: null,
  };
}

function orderOf(
  { names, partnerId, accountId, years, price, roles, hosts }: Draft,
  isHouse: boolean,
  account: RegistrationAccountDto | undefined,
): Order {
  const isPriced = account?.tellsPrices === false && price.amount.trim() !== "";
  return {
    names: linesOf(names),
    accountId: accountId ?? "",
    years,
    contacts: roles,
    nameservers: hostsOf(hosts),
    ...(isHouse ? { partnerId } : {}),
    ...(isPriced ? { contractPrice: price } : {}),
  };
}
