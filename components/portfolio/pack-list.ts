import type { DomainListDto } from "@/server/domains/schemas";

/**
 * A column as its distinct values and, row by row, which of them stands there: as digits to the base of 36 where they
 * suffice. Texts of a column that hardly repeat are one text with bars between.
 */
type Column =
  | { readonly texts: string }
  | { readonly values: readonly unknown[]; readonly at?: string | readonly number[] };

/** A list column by column, for the way inside a page, where every quotation mark costs twice. */
type PackedList = Omit<DomainListDto, "rows"> & {
  readonly packed: Readonly<Record<string, Column>>;
  readonly size: number;
};

const AS_NAME = "=";
const BAR = "|";
const BASE = 36;

const isPlain = (cell: unknown): cell is string => typeof cell === "string" && !cell.includes(BAR);

function packColumn(cells: readonly unknown[]): Column {
  const places = new Map<string, number>();
  const values: unknown[] = [];
  const at = cells.map((cell) => {
    const text = JSON.stringify(cell);
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, values.length);
    return values.push(cell) - 1;
  });
  if (values.length > cells.length / 2)
    return cells.every(isPlain) ? { texts: cells.join(BAR) } : { values: cells };
  return {
    values,
    at: values.length > BASE ? at : at.map((place) => place.toString(BASE)).join(""),
  };
}

const isList = (data: unknown): data is DomainListDto =>
  typeof data === "object" && data !== null && "rows" in data && "total" in data;

const isPacked = (data: unknown): data is PackedList =>
  typeof data === "object" && data !== null && "packed" in data;

/** Makes a list of names small; whatever else it is given stays as it is. */
export function packList(data: unknown): unknown {
  if (!isList(data)) return data;
  const { rows, ...rest } = data;
  const [first] = rows;
  const keys = first ? (Object.keys(first) as (keyof typeof first)[]) : [];
  const packed = Object.fromEntries(
    keys.map((key) => [
      key,
      packColumn(
        rows.map((row) => (key === "nameUnicode" && row.name === row[key] ? AS_NAME : row[key])),
      ),
    ]),
  );
  return { ...rest, packed, size: rows.length } satisfies PackedList;
}

function cellsOf(column: Column): readonly unknown[] {
  if ("texts" in column) return column.texts.split(BAR);
  const { values, at } = column;
  if (at === undefined) return values;
  const places = typeof at === "string" ? [...at].map((digit) => Number.parseInt(digit, BASE)) : at;
  return places.map((place) => values[place]);
}

/** The inverse of {@link packList}. */
export function unpackList(data: unknown): unknown {
  if (!isPacked(data)) return data;
  const { packed, size, ...rest } = data;
  const columns = Object.entries(packed).map(([key, column]) => [key, cellsOf(column)] as const);
  const rows = Array.from({ length: size }, (_, row) => {
    const cells = Object.fromEntries(columns.map(([key, column]) => [key, column[row]]));
    return cells.nameUnicode === AS_NAME ? { ...cells, nameUnicode: cells.name } : cells;
  });
  return { ...rest, rows };
}
