"use client";

import { useState } from "react";
import type { AbilityDto, AccountDetailDto } from "@/server/accounts/schemas";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Status } from "../ui/status";
import { Table, Td } from "../ui/table";
import { Th } from "../ui/table-head";
import { AccountUse } from "./account-use";
import { CAPABILITY_WORDS } from "./words";

type AbilitiesCardProps = {
  account: AccountDetailDto;
  /** Whether the reader may say what the account is used for. */
  canManage: boolean;
};

/** What can be done with the account: its registrar's word, our own setting, and the rules of its names' registries. */
export function AbilitiesCard({ account, canManage }: AbilitiesCardProps) {
  const [isChanging, setChanging] = useState(false);
  const ours = account.abilities.flatMap(({ because, reason }) =>
    because === "account" ? [reason] : [],
  );
  return (
    <Card
      padded={false}
      title="What can be done"
      note={`what ${account.registrarName} offers and this account may be used for`}
      action={
        canManage &&
        ours.length > 0 && (
          <Button size="s" onClick={() => setChanging(true)}>
            Allow more…
          </Button>
        )
      }
    >
      {[...new Set(ours)].map((reason) => (
        <p key={reason} className="px-3.5 pb-2 text-ink-2">
          {reason}
        </p>
      ))}
      {isChanging && <AccountUse account={account} onClose={() => setChanging(false)} />}
      <Table caption="What can be done with this account" stacked>
        <thead>
          <tr>
            <Th>Operation</Th>
            <Th>Possible</Th>
            <Th>Why not</Th>
            <Th>Not for</Th>
          </tr>
        </thead>
        <tbody>
          {account.abilities.map((ability) => (
            <Ability key={ability.capability} ability={ability} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

const HEAD =
  "border-line border-b px-3 py-1.5 text-left align-baseline font-medium whitespace-nowrap max-md:w-full max-md:basis-full max-md:border-0 max-md:p-0 [tr:last-child>&]:border-b-0";

function Ability({ ability }: { ability: AbilityDto }) {
  const { capability, isPossible, because, notFor } = ability;
  const reason = because === "registrar" ? ability.reason : "";
  return (
    <tr>
      <th scope="row" className={HEAD}>
        {CAPABILITY_WORDS[capability]}
      </th>
      <Td wrap className="whitespace-nowrap py-1.5">
        {isPossible ? (
          <Status tone="ok">Yes</Status>
        ) : (
          <Status tone="muted" icon="ban">
            {because === "account" ? "Not possible" : "Not offered"}
          </Status>
        )}
      </Td>
      <Td wrap phone={reason ? "line" : "hidden"} className="py-1.5 text-ink-2">
        {reason}
      </Td>
      <Td wrap phone={notFor.length > 0 ? "line" : "hidden"} className="py-1.5 pr-3.5 text-ink-2">
        {notFor.length > 0 && (
          <>
            <span className="md:hidden">Not for </span>
            {notFor.join(", ")}
            <span className="block text-12 text-ink-3">by the rules of their registries</span>
          </>
        )}
      </Td>
    </tr>
  );
}
