import { z } from "zod";

/** A parameter that cannot be used: its name, a code for programs, a sentence for people. */
export type QueryProblem = {
  readonly field: string;
  readonly code: string;
  readonly message: string;
};

/** How one parameter is read from all the values it was given, and what is said when it cannot be. */
export type ParamReader = {
  readonly schema: z.ZodType;
  readonly code: string;
  readonly message: string;
};

/** A parameter that may stand several times. */
export const many = (schema: z.ZodType, message: string): ParamReader => ({
  schema: z.array(schema).min(1).max(50),
  code: "value",
  message,
});

/** A parameter that stands once. */
export const one = (schema: z.ZodType, code: string, message: string): ParamReader => ({
  schema: z.tuple([schema]).transform(([value]) => value),
  code,
  message,
});

/** A page size: more than `most` becomes `most`. */
export const rows = (most: number): ParamReader =>
  one(
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number)
      .pipe(z.int().min(1))
      .transform((size) => Math.min(size, most)),
    "range",
    `Ask for 1 to ${most} rows.`,
  );

/** A position written by the server. */
export const cursor: ParamReader = one(
  z.string().min(1).max(4_000),
  "cursor",
  "This cursor cannot be used; start from the first page.",
);

/**
 * Reads query parameters. What cannot be used is left out and told, each with its field: a screen
 * shows it as a notice, the API refuses the request with it.
 */
export function readParams<Q extends object>(
  readers: Readonly<Record<keyof Q & string, ParamReader>>,
  empty: Q,
  params: URLSearchParams,
): { query: Q; problems: readonly QueryProblem[] } {
  const problems: QueryProblem[] = [];
  const found: Record<string, unknown> = {};
  const known: Readonly<Record<string, ParamReader>> = readers;
  for (const name of new Set(params.keys())) {
    const reader = Object.hasOwn(known, name) ? known[name] : undefined;
    const result = reader?.schema.safeParse(params.getAll(name));
    if (result?.success) found[name] = result.data;
    else
      problems.push({
        field: name.slice(0, 40),
        code: reader?.code ?? "filter",
        message: reader?.message ?? `There is no filter called ${name.slice(0, 40)}.`,
      });
  }
  return { query: { ...empty, ...found }, problems };
}

/** A page's search parameters, as the address has them. */
export const searchParamsOf = (
  given: Readonly<Record<string, string | string[] | undefined>>,
): URLSearchParams =>
  new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) =>
      [value ?? []].flat().map((each): [string, string] => [name, each]),
    ),
  );

/** A part of a page's path as it was meant; what is escaped in no way that can be undone is nothing. */
export function segmentOf(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return "";
  }
}

/** Writes a query as parameters, leaving out what is at its default: one address for one view. */
export function writeParams<Q extends object>(empty: Q, query: Partial<Q>): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of Object.keys(empty) as (keyof Q & string)[]) {
    const value = query[name];
    if (value === undefined || value === null || value === empty[name]) continue;
    for (const each of Array.isArray(value) ? value : [value]) params.append(name, String(each));
  }
  return params;
}
