import type { PriceAccountDto } from "@/server/prices/schemas";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { formatCount } from "../ui/numbers";
import { Status } from "../ui/status";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { AskNow } from "./ask-now";
import { EnterPrice } from "./enter-price";
import { ImportPrices } from "./import-prices";
import { WatchEnding } from "./watch-ending";

type Props = {
  accounts: readonly PriceAccountDto[];
  /** Whether the reader may write prices over by hand or from a file. */
  canEnter: boolean;
};

/** Where prices come from: accounts that are asked, and accounts whose prices are brought in. */
export function AccountsCard({ accounts, canEnter }: Props) {
  return (
    <Card title="Where prices come from" note="asked for once a day" padded={false}>
      <Table caption="Accounts and their prices" stacked>
        <thead>
          <tr>
            <Th>Account</Th>
            <Th>Prices</Th>
            <Th numeric>Endings</Th>
            <Th>Last told</Th>
            <Th labelHidden>What can be done</Th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <Tr key={account.id}>
              <Td phone="title" wrap className="py-2 font-medium">
                {account.name}
              </Td>
              <Td wrap phone="line" className="py-2">
                {account.tells ? (
                  <Status tone="ok">asked for</Status>
                ) : (
                  <>
                    <Status tone="muted" icon="dot">
                      tells none
                    </Status>
                    <p className="max-w-96 text-12 text-ink-2">{account.why}</p>
                  </>
                )}
              </Td>
              <Td numeric className="py-2">
                {formatCount(account.endings)}
                <span className="text-ink-3 md:hidden"> endings</span>
              </Td>
              <Td muted className="py-2">
                {account.lastGoodAt ? <AgeText value={account.lastGoodAt} /> : "never"}
              </Td>
              <Td phone="line" className="py-2">
                <span className="flex flex-wrap justify-end gap-2 max-md:justify-start">
                  {account.tells ? (
                    <>
                      <WatchEnding account={account} />
                      <AskNow accountId={account.id} size="s" />
                    </>
                  ) : canEnter ? (
                    <ImportPrices account={account} />
                  ) : (
                    <span className="text-12 text-ink-3">
                      An administrator brings its prices in.
                    </span>
                  )}
                  {canEnter && <EnterPrice account={account} />}
                </span>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
