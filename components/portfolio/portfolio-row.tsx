import { memo } from "react";
import type { DomainRow } from "@/server/domains/schemas";
import { Checkbox } from "../ui/checkbox";
import { DomainNameText } from "../ui/domain-name-text";
import { RowLink } from "../ui/row-link";
import { Td, Tr } from "../ui/table";
import { withQuery } from "../ui/with-query";
import { CELLS } from "./cells";
import type { ColumnKey } from "./columns";

/** On a phone a row is a card: name, day, lock, and what to look at. */
const ON_PHONE: ReadonlySet<ColumnKey> = new Set(["status", "renewBy", "lock", "look"]);

type PortfolioRowProps = {
  row: DomainRow;
  columns: readonly ColumnKey[];
  isSelected: boolean;
  /** The list it stands in, so that its page can lead to the names before and after it. */
  from: string;
  onPress: (id: string, isShift: boolean) => void;
};

/** One name. Its box and its link come first; everything else is text. */
export const PortfolioRow = memo(function PortfolioRow({
  row,
  columns,
  isSelected,
  from,
  onPress,
}: PortfolioRowProps) {
  return (
    <Tr selected={isSelected}>
      <Td className="w-9 pr-0">
        <Checkbox
          label={`Select ${row.nameUnicode}`}
          labelHidden
          checked={isSelected}
          onChange={(event) => onPress(row.id, (event.nativeEvent as MouseEvent).shiftKey)}
        />
      </Td>
      <Td className="max-md:flex-1 max-md:basis-[70%]">
        <RowLink href={withQuery(`/domains/${row.name}`, { from })} prefetch={false}>
          <DomainNameText name={row.nameUnicode} ascii={row.name} />
        </RowLink>
      </Td>
      {columns.map((key) => (
        <Td
          key={key}
          phone={ON_PHONE.has(key) ? (key === "look" ? "line" : "flow") : "hidden"}
          className="max-md:empty:hidden"
        >
          {CELLS[key](row)}
        </Td>
      ))}
    </Tr>
  );
});
