"use client";

import type { RegistrationAccountDto } from "@/server/registrations/schemas";
import type { PartnerChoice } from "../contacts/contact-form";
import { Card } from "../ui/card";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";

type Part = {
  partnerId: string | null;
  accountId: string | null;
  years: number;
  price: { amount: string; currency: string };
};

type AccountFieldsProps = {
  accounts: readonly RegistrationAccountDto[];
  partners: readonly PartnerChoice[] | null;
  draft: Part;
  onChange: (part: Partial<Part> & { roles?: { registrant: string } }) => void;
  errorAt: (field: string) => readonly string[] | undefined;
};

const HOUSE = "house";
const YEARS = Array.from({ length: 10 }, (_, at) => ({
  value: String(at + 1),
  label: at === 0 ? "1 year" : `${at + 1} years`,
}));

/** Where the names are registered, for how long, and whose they will be. */
export function AccountFields(props: AccountFieldsProps) {
  const { accounts, partners, draft, onChange, errorAt } = props;
  const account = accounts.find(({ id }) => id === draft.accountId);
  return (
    <Card title="Where">
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        {partners && (
          <SelectField
            label="Partner"
            required
            choices={[
              { value: HOUSE, label: "Nobody yet" },
              ...partners.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={draft.partnerId ?? HOUSE}
            onChange={(chosen) =>
              onChange({
                partnerId: chosen === HOUSE ? null : chosen,
                roles: { registrant: "" },
              })
            }
            help="Whose the names will be."
            error={errorAt("partnerId")}
            className="sm:col-span-2"
          />
        )}
        <SelectField
          label="Registrar account"
          required
          choices={accounts.map(({ id, name, obstacle }) => ({
            value: id,
            label: name,
            ...(obstacle ? { help: obstacle, disabled: true } : {}),
          }))}
          value={draft.accountId}
          onChange={(accountId) => onChange({ accountId })}
          placeholder="Choose an account…"
          error={errorAt("accountId")}
        />
        <SelectField
          label="For"
          required
          choices={YEARS}
          value={String(draft.years)}
          onChange={(years) => onChange({ years: Number(years) })}
          error={errorAt("years")}
        />
        {account?.tellsPrices === false && <ContractPrice {...props} />}
      </div>
    </Card>
  );
}

function ContractPrice({ draft, onChange, errorAt }: AccountFieldsProps) {
  const change = (part: Partial<Part["price"]>) => onChange({ price: { ...draft.price, ...part } });
  return (
    <>
      <TextField
        label="Price of a year"
        required
        inputMode="decimal"
        autoComplete="off"
        value={draft.price.amount}
        onChange={(event) => change({ amount: event.target.value })}
        help="This registrar tells no prices: take it from your contract."
        error={errorAt("contractPrice.amount")}
      />
      <TextField
        label="Currency"
        required
        maxLength={3}
        autoComplete="off"
        value={draft.price.currency}
        onChange={(event) => change({ currency: event.target.value.toUpperCase() })}
        error={errorAt("contractPrice.currency")}
      />
    </>
  );
}
