/**
 * A column as its distinct values and, row by row, which of them stands there: as digits to the base of 36 where they
 * suffice. What stands in every row stands once. Texts of a column that hardly repeat are one text with bars between.
 * A column of objects is columns of its own, with a sign for each row that has one.
 */
type Column =
  | { readonly texts: string }
  | { readonly all: unknown }
  | { readonly values: readonly unknown[]; readonly at?: string | readonly number[] }
  | { readonly fields: Columns; readonly has: string };

type Columns = Readonly<Record<string, Column>>;
type Row = Readonly<Record<string, unknown>>;

/** Any list of rows that all have the same keys. */
type List = { readonly rows: readonly Row[] };

/** A list column by column, for the way inside a page, where every quotation mark costs twice. */
type PackedList = { readonly packed: Columns; readonly size: number };

const AS_NAME = "=";
const BAR = "|";
const BASE = 36;

const isPlain = (cell: unknown): cell is string => typeof cell === "string" && !cell.includes(BAR);

const isRow = (cell: unknown): cell is Row =>
  typeof cell === "object" && cell !== null && !Array.isArray(cell);

const shapeOf = (cell: Row): string => Object.keys(cell).join();

/** Objects of one shape, some of them missing. */
function packObjects(cells: readonly unknown[]): Column | null {
  const objects = cells.filter(isRow);
  const [first] = objects;
  if (!first || cells.some((cell) => cell !== null && !isRow(cell))) return null;
  if (objects.some((cell) => shapeOf(cell) !== shapeOf(first))) return null;
  return {
    fields: packRows(objects),
    has: cells.map((cell) => (cell === null ? 0 : 1)).join(""),
  };
}

const packRows = (rows: readonly Row[]): Columns =>
  Object.fromEntries(
    Object.keys(rows[0] ?? {}).map((key) => [
      key,
      packColumn(
        rows.map((row) => (key === "nameUnicode" && row.name === row[key] ? AS_NAME : row[key])),
      ),
    ]),
  );

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
  if (values.length === 1) return { all: values[0] };
  if (values.length > cells.length / 2)
    return cells.every(isPlain)
      ? { texts: cells.join(BAR) }
      : (packObjects(cells) ?? { values: cells });
  return {
    values,
    at: values.length > BASE ? at : at.map((place) => place.toString(BASE)).join(""),
  };
}

function isList(data: unknown): data is List {
  if (!isRow(data) || !Array.isArray(data.rows)) return false;
  const [first, ...others]: unknown[] = data.rows;
  return isRow(first) && others.every((row) => isRow(row) && shapeOf(row) === shapeOf(first));
}

const isPacked = (data: unknown): data is PackedList =>
  typeof data === "object" && data !== null && "packed" in data;

/** Makes a list of names small; whatever else it is given stays as it is. */
export function packList(data: unknown): unknown {
  if (!isList(data)) return data;
  const { rows, ...rest } = data;
  return { ...rest, packed: packRows(rows), size: rows.length } satisfies PackedList;
}

function cellsOf(column: Column, size: number): readonly unknown[] {
  if ("all" in column) return Array.from({ length: size }, () => column.all);
  if ("texts" in column) return column.texts.split(BAR);
  if ("fields" in column) {
    const objects = rowsOf(column.fields, column.has.replaceAll("0", "").length);
    let next = 0;
    return [...column.has].map((sign) => (sign === "1" ? objects[next++] : null));
  }
  const { values, at } = column;
  if (at === undefined) return values;
  const places = typeof at === "string" ? [...at].map((digit) => Number.parseInt(digit, BASE)) : at;
  return places.map((place) => values[place]);
}

function rowsOf(packed: Columns, size: number): Row[] {
  const columns = Object.entries(packed).map(
    ([key, column]) => [key, cellsOf(column, size)] as const,
  );
  return Array.from({ length: size }, (_, row) => {
    const cells: Row = Object.fromEntries(columns.map(([key, column]) => [key, column[row]]));
    return cells.nameUnicode === AS_NAME ? { ...cells, nameUnicode: cells.name } : cells;
  });
}

/** The inverse of {@link packList}. */
export function unpackList(data: unknown): unknown {
  if (!isPacked(data)) return data;
  const { packed, size, ...rest } = data;
  return { ...rest, rows: rowsOf(packed, size) };
}
