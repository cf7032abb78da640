import type { AbilityDto, AccountDetailDto } from "@/server/accounts/schemas";
import { Card } from "../ui/card";
import { Status } from "../ui/status";
import { Table, Td } from "../ui/table";
import { Th } from "../ui/table-head";
import { CAPABILITY_WORDS } from "./words";

/** What can be done with the account: its registrar's word, our own setting, and the rules of its names' registries. */
export function AbilitiesCard({ account }: { account: AccountDetailDto }) {
  const ours = account.abilities.flatMap(({ because, reason }) =>
    because === "account" ? [reason] : [],
  );
  return (
    <Card
      padded={false}
      title="What can be done"
      note={`what ${account.registrarName} offers and this account may be used for`}
    >
      {[...new Set(ours)].map((reason) => (
        <p key={reason} className="px-3.5 pb-2 text-ink-2">
          {reason}
        </p>
      ))}
      <Table caption="What can be done with this account" stacked>
        <thead>
          <tr>
            <Th className="pl-3.5">Operation</Th>
            <Th>Possible</Th>
            <Th>Why not</Th>
            <Th className="pr-3.5">Not for</Th>
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
  "border-line border-b py-1.5 pl-3.5 pr-3 text-left align-top font-medium whitespace-nowrap max-md:w-full max-md:basis-full max-md:border-0 max-md:p-0 [tr:last-child>&]:border-b-0";

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
