import type { FieldError } from "../kernel/errors";
import { AppError, invalid } from "../kernel/errors";
import { type NormalName, normaliseDomainName } from "../names/normalise-domain-name";

/** A name as somebody typed it, with what was made of it. */
export type TypedName =
  | { readonly typed: string; readonly normal: NormalName }
  | { readonly typed: string; readonly problem: FieldError };

const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const MOST_SHOWN = 253;

/** What was typed, as it may be shown: what is no name may hold anything. */
const shown = (typed: string): string =>
  typed.trim().replace(UNPRINTABLE, "\ufffd").slice(0, MOST_SHOWN);

/**
 * Takes names apart as they were typed, each once. Empty ones are left out.
 *
 * @throws AppError `invalid_input` on `names` when none of them is a name, with the problem of the first
 */
export function typedNames(texts: readonly string[]): readonly TypedName[] {
  const found = new Map<string, TypedName>();
  for (const text of texts) {
    if (text.trim() === "") continue;
    const read = normaliseDomainName(text);
    const typed = shown(text);
    if (!read.ok) found.set(typed, { typed, problem: read.error });
    else found.set(read.value.name, { typed, normal: read.value });
  }
  const names = [...found.values()];
  if (names.length === 0) throw invalid("names", "required", "Enter at least one name.");
  const problems = names.flatMap((one) => ("problem" in one ? [one] : []));
  if (problems.length < names.length) return names;
  const errors = problems.map(({ typed, problem: { code, message } }) => ({
    code,
    message: names.length === 1 ? message : `${typed}: ${message}`,
  }));
  throw new AppError("invalid_input", "None of these is a name that can be registered.", {
    fields: { names: errors },
  });
}
