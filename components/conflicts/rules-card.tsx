"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { setFieldRuleAction } from "@/server/actions/conflicts";
import type { FieldRulesDto, SetFieldRuleInput } from "@/server/conflicts/schemas";
import { settled } from "../query/settled";
import { useAnnounce } from "../ui/announcer";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { SkeletonBlock } from "../ui/skeleton";
import { Table, Td } from "../ui/table";
import { Th } from "../ui/table-head";
import { conflictQueries } from "./queries";
import { AUTHORITY_WORDS, FIELD_WORDS, OURS_ALWAYS } from "./words";

type Partner = { readonly id: string; readonly name: string };
type Rule = FieldRulesDto[number];
type Authority = Rule["authority"];
type RulesCardProps = {
  accountId: string;
  /** Partners a rule may be made for; null for those who may change none. */
  partners: readonly Partner[] | null;
};

const EVERYONE = "everyone";
const USUAL = "usual";

/** Whose word counts for each field of the account's names. */
export function RulesCard({ accountId, partners }: RulesCardProps) {
  const rules = useQuery(conflictQueries.rules(accountId));
  const [partner, setPartner] = useState(EVERYONE);
  return (
    <Card
      padded={false}
      title="Whose word counts"
      note="when the registrar differs"
      action={
        partners &&
        partners.length > 0 && (
          <Select
            label="For the names of"
            value={partner}
            choices={[
              { value: EVERYONE, label: "All partners" },
              ...partners.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={setPartner}
          />
        )
      }
    >
      {rules.data ? (
        <Rules
          accountId={accountId}
          rules={rules.data}
          partnerId={partner === EVERYONE ? null : partner}
          canManage={partners !== null}
        />
      ) : rules.isError ? (
        <ErrorState
          level={3}
          title="The rules could not be loaded."
          cause={rules.error.message}
          retry={<Button onClick={() => void rules.refetch()}>Try again</Button>}
        />
      ) : (
        <SkeletonBlock label="Loading the rules" lines={6} className="p-3.5" />
      )}
    </Card>
  );
}

type RulesProps = {
  accountId: string;
  rules: FieldRulesDto;
  partnerId: string | null;
  canManage: boolean;
};

function Rules({ accountId, rules, partnerId, canManage }: RulesProps) {
  const announce = useAnnounce();
  const save = useMutation({
    mutationKey: ["conflicts", "rule"],
    mutationFn: (input: SetFieldRuleInput) => settled(setFieldRuleAction(input)),
    onSuccess: (_rules, { field }) => announce(`${FIELD_WORDS[field]}: saved.`),
    onError: (error) => announce(error.message, "assertive"),
    onSettled: (_done, _error, _input, _context, { client }) =>
      client.invalidateQueries({ queryKey: conflictQueries.rules(accountId).queryKey }),
  });
  const general = rules.filter(({ partner }) => partner === null);
  return (
    <>
      {save.error && <Notice tone="bad" className="m-3.5" title={save.error.message} />}
      <Table caption="Whose word counts for each field" stacked>
        <thead>
          <tr>
            <Th>Field</Th>
            <Th>Counts</Th>
          </tr>
        </thead>
        <tbody>
          {general.map((usual) => (
            <RuleRow
              key={usual.field}
              general={usual}
              own={rules.find(
                ({ field, partner }) => field === usual.field && partner?.id === partnerId,
              )}
              partnerId={partnerId}
              pending={save.isPending && save.variables.field === usual.field}
              onChange={
                canManage
                  ? (authority) =>
                      save.mutate({ accountId, partnerId, field: usual.field, authority })
                  : null
              }
            />
          ))}
          <tr>
            <RowHead>{OURS_ALWAYS}</RowHead>
            <Td wrap phone="line" className="h-auto py-2.25 text-ink-3">
              ours, always: no registrar is asked
            </Td>
          </tr>
        </tbody>
      </Table>
    </>
  );
}

function RowHead({ children }: { children: string }) {
  return (
    <th
      scope="row"
      className="border-line border-b px-3.5 py-2.25 text-left font-normal text-ink-2 max-md:w-full max-md:border-0 max-md:p-0 max-md:font-medium [tr:last-child>&]:border-b-0"
    >
      {children}
    </th>
  );
}

type RuleRowProps = {
  general: Rule;
  own: Rule | undefined;
  partnerId: string | null;
  pending: boolean;
  onChange: ((authority: Authority | null) => void) | null;
};

function RuleRow({ general, own, partnerId, pending, onChange }: RuleRowProps) {
  const label = FIELD_WORDS[general.field];
  const shown = partnerId === null ? general : (own ?? general);
  const value = partnerId === null ? general.authority : (own?.authority ?? USUAL);
  const choices = [
    ...(partnerId === null
      ? []
      : [{ value: USUAL, label: `As the account: ${AUTHORITY_WORDS[general.authority]}` }]),
    ...general.may.map((authority) => ({ value: authority, label: AUTHORITY_WORDS[authority] })),
  ];
  return (
    <tr aria-busy={pending}>
      <RowHead>{label}</RowHead>
      <Td wrap phone="line" className="h-auto py-1.5">
        {onChange ? (
          <Select
            label={`${label}: whose word counts`}
            value={value}
            choices={choices}
            onChange={(chosen) => onChange(chosen === USUAL ? null : (chosen as Authority))}
          />
        ) : (
          AUTHORITY_WORDS[shown.authority]
        )}
        {!shown.isUsual && shown.changedBy && (
          <span className="ml-2 text-12 text-ink-3">changed by {shown.changedBy}</span>
        )}
      </Td>
    </tr>
  );
}
