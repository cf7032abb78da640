import type { FieldError, FieldErrors } from "./errors";

/** Gathers errors by the field they are about. A stranger names the fields, so one may be called `constructor`. */
export function byField(errors: readonly (FieldError & { field: string })[]): FieldErrors {
  const fields = new Map<string, FieldError[]>();
  for (const { field, code, message } of errors)
    fields.set(field, [...(fields.get(field) ?? []), { code, message }]);
  return Object.fromEntries(fields);
}
