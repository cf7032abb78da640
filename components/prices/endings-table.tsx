import { Check } from "lucide-react";
import type { TldPricesDto } from "@/server/prices/schemas";
import { formatCount, formatMoney } from "../ui/numbers";
import { RowLink } from "../ui/row-link";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { EndingText } from "./ending-text";
import type { PriceNavigation } from "./use-price-address";

type Row = TldPricesDto["rows"][number];
type Cell = Row["cells"][number];

type EndingsTableProps = {
  list: TldPricesDto;
  rows: readonly Row[];
  isBusy: boolean;
  address: PriceNavigation;
};

const cellOf = (row: Row, accountId: string): Cell | undefined =>
  row.cells.find((cell) => cell.accountId === accountId);

/** Rows in the chosen order; what has no price stands last. */
function sorted(rows: readonly Row[], sort: string, down: boolean): Row[] {
  const sign = down ? -1 : 1;
  const figureOf = (row: Row): number =>
    sort === "names" ? row.names : (cellOf(row, sort)?.minor ?? sign * Number.POSITIVE_INFINITY);
  const byName = [...rows].sort((one, other) => (one.tld < other.tld ? -1 : 1));
  if (sort === "tld") return down ? byName.reverse() : byName;
  return byName.sort((one, other) => {
    const [a, b] = [figureOf(one), figureOf(other)];
    return a === b ? 0 : sign * (a - b);
  });
}

/** Endings down, accounts across; the cheapest of a currency is marked by a tick and a word, not by colour alone. */
export function EndingsTable({ list, rows, isBusy, address }: EndingsTableProps) {
  const accounts = list.accounts.filter(({ id }) => rows.some((row) => cellOf(row, id)));
  const sortBy = (key: string) => {
    const isSorted = address.sort === key;
    const down = isSorted ? !address.down : false;
    return {
      direction: isSorted
        ? address.down
          ? ("descending" as const)
          : ("ascending" as const)
        : undefined,
      href: address.href({ sort: key, down }),
    };
  };
  return (
    <Table caption="Prices of endings by account" stickyHead busy={isBusy}>
      <thead>
        <tr>
          <Th sort={sortBy("tld")}>Ending</Th>
          <Th numeric sort={sortBy("names")}>
            My names
          </Th>
          {accounts.map(({ id, name }) => (
            <Th key={id} numeric sort={sortBy(id)}>
              {name}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted(rows, address.sort, address.down).map((row) => (
          <Tr key={row.tld}>
            <Td>
              <RowLink href={address.href({ tld: row.tld })} prefetch={false} scroll={false}>
                <EndingText tld={row.tld} unicode={row.tldUnicode} />
              </RowLink>
            </Td>
            <Td numeric muted>
              {formatCount(row.names)}
            </Td>
            {accounts.map(({ id }) => (
              <PriceCell key={id} cell={cellOf(row, id)} />
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function PriceCell({ cell }: { cell: Cell | undefined }) {
  if (!cell)
    return (
      <Td numeric muted>
        <span aria-hidden="true">–</span>
        <span className="sr-only">not told</span>
      </Td>
    );
  const { minor, normalMinor, currency, isCheapest } = cell;
  return (
    <Td numeric>
      <span className="inline-flex items-center justify-end gap-1.5">
        {isCheapest && (
          <span className="inline-flex items-center gap-0.5 rounded-xs bg-ok-soft px-1 text-11 text-ok">
            <Check className="size-3" />
            cheapest
          </span>
        )}
        <span className={isCheapest ? "font-medium" : ""}>{formatMoney(minor, currency)}</span>
      </span>
      {normalMinor !== null && (
        <span className="block text-11 text-ink-3">else {formatMoney(normalMinor, currency)}</span>
      )}
    </Td>
  );
}
