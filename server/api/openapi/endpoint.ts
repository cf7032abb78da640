import type { z } from "zod";
import { KEY_HOLDERS, type Permission } from "../../auth/policy";

/** One thing a program can ask of the API. `body` and `answer` are the very schemas the verbs parse and promise. */
export type Endpoint = {
  readonly method: "get" | "post" | "patch";
  /** Below /api/v1. */
  readonly path: string;
  readonly summary: string;
  readonly permission: Permission;
  /** Names of query parameters; those of lists may stand several times. */
  readonly query?: readonly string[];
  readonly body?: z.ZodType;
  readonly answer: z.ZodType | "csv";
  /** Whether the header Idempotency-Key names the intent. */
  readonly hasIntent?: boolean;
};

/** The query parameters of a list, told by the query in which none is set. */
export const parametersOf = (empty: object): readonly string[] => Object.keys(empty);

/** A body whose id stands in the path already. */
export const withoutId = (schema: z.ZodObject): z.ZodObject => schema.omit({ id: true });

/** The scope a key needs for an endpoint. */
export const scopeOf = ({ permission }: Endpoint) => KEY_HOLDERS[permission];
