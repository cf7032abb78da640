import type { Sql } from "postgres";

/** A secret planted where it belongs, by what it is. */
export type Canary = readonly [what: string, secret: string];

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

/** How `secret` may stand in a text: as it is, escaped, or encoded at any place of something longer. */
export function formsOf(secret: string): string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      new URLSearchParams([["", secret]]).toString().slice(1),
      secret.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign),
      inJson,
      // React and Next write these so within scripts.
      inJson.replaceAll(/[&<>]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
      ...encodingsOf(Buffer.from(secret)),
      ...encodingsOf(Buffer.from(inJson)),
    ]),
  ];
}

function encodingsOf(bytes: Buffer): string[] {
  const base64 = [0, 1, 2].map((offset) => inBase64(bytes, offset));
  const hex = bytes.toString("hex");
  return [
    ...base64,
    ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
    hex,
    hex.toUpperCase(),
  ];
}

/** The signs that are the same whatever stands after `bytes`, and before them at `offset`. */
function inBase64(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}

/** What of the canaries stands in `text`, in any form. */
export const leaksIn = (text: string, canaries: readonly Canary[]): string[] =>
  canaries
    .filter(([, secret]) => formsOf(secret).some((form) => text.includes(form)))
    .map(([what]) => what);

type Table = { schema: string; name: string; isReadable: boolean };
export type Walked = {
  /** "schema.table: what", for each canary found in a row of it. */
  readonly leaks: readonly string[];
  readonly tables: readonly string[];
  /** Tables that could not be looked into. */
  readonly unread: readonly string[];
};

/**
 * Looks for the canaries in every column of every row of every table there is, sealed columns, queue and
 * all.
 *
 * @param sql a connection that sees the rows of all partners
 */
export async function walkedDatabase(sql: Sql, canaries: readonly Canary[]): Promise<Walked> {
  const found = await sql<Table[]>`
    select n.nspname as schema, c.relname as name, has_table_privilege(c.oid, 'select') as "isReadable"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
      and n.nspname not like 'pg_toast%' and n.nspname not like 'pg_temp%' order by 1, 2`;
  const readable = found.filter(({ isReadable }) => isReadable);
  const forms = canaries.flatMap(([, secret]) => formsOf(secret));
  const leaks: string[] = [];
  for (const { schema, name } of readable) {
    const rows = await sql<{ text: string }[]>`
      select to_jsonb(t)::text as text from ${sql(schema)}.${sql(name)} as t
      where exists (select from unnest(${forms}::text[]) as form
        where strpos(to_jsonb(t)::text, form) > 0) limit 5`;
    const found = new Set(rows.flatMap(({ text }) => leaksIn(text, canaries)));
    leaks.push(...[...found].map((what) => `${schema}.${name}: ${what}`));
  }
  const nameOf = ({ schema, name }: Table) => `${schema}.${name}`;
  return {
    leaks,
    tables: readable.map(nameOf),
    unread: found.filter(({ isReadable }) => !isReadable).map(nameOf),
  };
}
