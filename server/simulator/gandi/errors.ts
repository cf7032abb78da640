import type { ZodError } from "zod";
import { json, Refused, type SimResponse } from "../wire";

type ShapeA = { readonly message: string; readonly object: string; readonly cause: string };

const SHAPES: Readonly<Record<number, ShapeA>> = {
  400: { message: "The request is not valid.", object: "HTTPBadRequest", cause: "Bad Request" },
  401: {
    message:
      "The server could not verify that you authorized to access the document you requested. Either you supplied the wrong credentials (e.g., bad api key), or your access token has expired",
    object: "HTTPUnauthorized",
    cause: "Unauthorized",
  },
  403: {
    message: "Access was denied to this resource.",
    object: "HTTPForbidden",
    cause: "Forbidden",
  },
  404: {
    message: "The resource could not be found.",
    object: "HTTPNotFound",
    cause: "Not Found",
  },
  409: {
    message: "There was a conflict when trying to complete your request.",
    object: "HTTPConflict",
    cause: "Conflict",
  },
  429: {
    message: "Too many requests.",
    object: "HTTPTooManyRequests",
    cause: "Too Many Requests",
  },
  405: {
    message: "The method is not allowed for this resource.",
    object: "HTTPMethodNotAllowed",
    cause: "Method Not Allowed",
  },
  500: {
    message: "The server encountered an unexpected error.",
    object: "HTTPInternalServerError",
    cause: "Internal Server Error",
  },
};

const GATEWAY_PAGE =
  "<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>\n";

/**
 * Error shape A: every refusal that is not about a field. From 501 up the answer comes from a proxy
 * in front of the registrar, and is HTML.
 */
export function shapeA(status: number, message?: string, object?: string): SimResponse {
  if (status > 500) return { status, headers: { "content-type": "text/html" }, body: GATEWAY_PAGE };
  const shape = SHAPES[status] ?? { message: "Refused.", object: "HTTPError", cause: "Error" };
  return json(status, {
    code: status,
    message: message ?? shape.message,
    object: object ?? shape.object,
    cause: shape.cause,
  });
}

export type FieldError = {
  readonly location: "body" | "query" | "path" | "header";
  readonly name: string;
  readonly description: string;
};

/** Error shape B: what is wrong with which field. A dry run says the same with status 200. */
export function shapeB(errors: readonly FieldError[], isDryRun = false): SimResponse {
  return json(isDryRun ? 200 : 400, { status: "error", errors });
}

/** The complaints of a schema, in the registrar's words. */
export function fieldErrors(error: ZodError, location: FieldError["location"]): FieldError[] {
  return error.issues.map((issue) => ({
    location,
    name: issue.path.join("."),
    description: issue.message,
  }));
}

export const refused = (status: number, message?: string) => new Refused(shapeA(status, message));
export const notFound = () => refused(404);
