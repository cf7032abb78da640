import type { z } from "zod";
import { byField } from "./by-field";
import { AppError, type FieldErrors } from "./errors";

const CODES: Readonly<Record<string, string>> = {
  invalid_type: "type",
  invalid_value: "value",
  invalid_format: "format",
  too_small: "range",
  too_big: "range",
  not_multiple_of: "range",
  unrecognized_keys: "unknown_field",
};

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "custom" && typeof issue.params?.code === "string") return issue.params.code;
  if (issue.code === "too_big" && issue.origin === "string") return "too_long";
  return CODES[issue.code] ?? "invalid";
}

const fieldsOf = (issue: z.core.$ZodIssue): readonly string[] =>
  issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".") || "body"];

/** What is wrong with which field, told in our own codes. */
export function fieldErrorsOf(error: z.ZodError): FieldErrors {
  return byField(
    error.issues.flatMap((issue) =>
      fieldsOf(issue).map((field) => ({ field, code: codeOf(issue), message: issue.message })),
    ),
  );
}

/** Parses, or throws `invalid_input` with the fields marked. */
export function parsed<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new AppError(
    "invalid_input",
    "Some of what was given cannot be used. See the marked fields.",
    {
      fields: fieldErrorsOf(result.error),
    },
  );
}
