import { z } from "zod";
import { authorize } from "../../auth/policy";
import type { ServiceContext } from "../../kernel/context";
import { ERROR_CODES } from "../../kernel/errors";
import { type Endpoint, scopeOf } from "./endpoint";
import { ENDPOINTS } from "./table";

type Json = Readonly<Record<string, unknown>>;

const schemaOf = (schema: z.ZodType, io: "input" | "output"): Json =>
  z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" });

const PROBLEM: Json = {
  type: "object",
  required: ["type", "title", "status", "detail", "code", "requestId"],
  properties: {
    type: { type: "string" },
    title: { enum: ERROR_CODES },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string" },
    field: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        properties: {
          field: { type: "string" },
          code: { type: "string" },
          message: { type: "string" },
        },
      },
    },
    requestId: { type: "string" },
  },
};

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

const INTENT_HEADER: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Names the intent for ever, instead of `key` in the body: the same key gives the same plan, with something else in mind it is refused. 16 to 128 printable signs.",
  schema: { type: "string", minLength: 16, maxLength: 128 },
};

const parametersOf = ({ path, query = [], hasIntent }: Endpoint): Json[] => [
  ...pathParameters(path),
  ...query.map((name) => ({
    name,
    in: "query",
    required: false,
    schema: { type: "array", items: { type: "string" } },
    style: "form",
    explode: true,
  })),
  ...(hasIntent ? [INTENT_HEADER] : []),
];

const answerOf = ({ answer }: Endpoint): Json => ({
  description: "Done",
  content:
    answer === "csv"
      ? { "text/csv": { schema: { type: "string" } } }
      : { "application/json": { schema: schemaOf(answer, "output") } },
});

const operationOf = (endpoint: Endpoint): Json => ({
  summary: endpoint.summary,
  operationId: `${endpoint.method}${endpoint.path.replace(/[{}]/g, "").replace(/[/-](\w)/g, (_match, sign: string) => sign.toUpperCase())}`,
  description: `Needs a key of the scope \`${scopeOf(endpoint)}\`.`,
  parameters: parametersOf(endpoint),
  ...(endpoint.body
    ? {
        requestBody: {
          required: true,
          content: { "application/json": { schema: schemaOf(endpoint.body, "input") } },
        },
      }
    : {}),
  responses: {
    "200": answerOf(endpoint),
    default: {
      description: "A problem (RFC 9457)",
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  },
});

const grouped = (endpoints: readonly Endpoint[]): Json => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const endpoint of endpoints) {
    const path = `/api/v1${endpoint.path}`;
    paths[path] = { ...paths[path], [endpoint.method]: operationOf(endpoint) };
  }
  return paths;
};

/**
 * The API as OpenAPI 3.1, made from the schemas the verbs themselves parse with.
 * @see https://spec.openapis.org/oas/v3.1.0
 */
export const openApiDocument = (): Json => ({
  openapi: "3.1.0",
  info: {
    title: "Namekeep",
    version: "1",
    description:
      "Names, and changes to them at registrars. A change is a plan: preview it, look at it, start it by its hash, and follow it.",
  },
  security: [{ key: [] }],
  paths: grouped(ENDPOINTS),
  components: {
    securitySchemes: { key: { type: "http", scheme: "bearer", description: "An API key, nk_…" } },
    schemas: { Problem: PROBLEM },
  },
});

/** {@link openApiDocument} for a caller. @throws AppError `forbidden` for one that may see no names */
export async function describeApi(ctx: ServiceContext): Promise<Json> {
  authorize(ctx.actor, "domain.read");
  return openApiDocument();
}
