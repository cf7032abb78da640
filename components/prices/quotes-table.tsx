import type { Route } from "next";
import type { NameQuoteDto } from "@/server/prices/names/schemas";
import { DateText } from "../ui/date-text";
import { DomainNameText } from "../ui/domain-name-text";
import { Flag } from "../ui/flag";
import { formatMoney } from "../ui/numbers";
import { RowLink } from "../ui/row-link";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";

type QuotesTableProps = { quotes: readonly NameQuoteDto[]; isBusy: boolean };

/** Names with their price and ceiling, the first to be renewed on top; on a phone each is a card. */
export function QuotesTable({ quotes, isBusy }: QuotesTableProps) {
  return (
    <Table caption="What a year of each name costs" stacked stickyHead busy={isBusy}>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Account</Th>
          <Th>Renew by</Th>
          <Th numeric>A year</Th>
          <Th numeric>Ceiling</Th>
          <Th>Remarks</Th>
        </tr>
      </thead>
      <tbody>
        {quotes.map((quote) => (
          <QuoteRow key={quote.id} quote={quote} />
        ))}
      </tbody>
    </Table>
  );
}

function QuoteRow({ quote }: { quote: NameQuoteDto }) {
  const { name, nameUnicode, account, renewBy, price, ceiling } = quote;
  return (
    <Tr>
      <Td phone="title" wrap className="py-2">
        <RowLink href={`/domains/${name}` as Route}>
          <DomainNameText name={nameUnicode} ascii={name} />
        </RowLink>
      </Td>
      <Td wrap muted className="py-2">
        {account}
      </Td>
      <Td wrap muted className="py-2">
        {renewBy ? <DateText value={renewBy} distance /> : "not told"}
      </Td>
      <Td wrap numeric className="py-2 whitespace-nowrap">
        {price ? (
          formatMoney(price.minor, price.currency)
        ) : (
          <span className="text-ink-3">not told</span>
        )}
      </Td>
      <Td wrap numeric muted className="py-2 whitespace-nowrap">
        {ceiling ? (
          <>
            {formatMoney(ceiling.minor, ceiling.currency)}
            {ceiling.tag && <span className="block text-11 text-ink-3">tag {ceiling.tag}</span>}
          </>
        ) : (
          <span className="max-md:hidden">–</span>
        )}
      </Td>
      <Td wrap phone="line" className="py-2">
        <Remarks quote={quote} />
      </Td>
    </Tr>
  );
}

function Remarks({
  quote: { isOverCeiling, isOwnPrice, price, ceiling },
}: {
  quote: NameQuoteDto;
}) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {isOverCeiling && <Flag tone="warn">above its ceiling</Flag>}
      {isOwnPrice && <Flag tone="info">premium</Flag>}
      {price && ceiling && price.currency !== ceiling.currency && (
        <Flag tone="info">ceiling in another currency</Flag>
      )}
    </span>
  );
}
