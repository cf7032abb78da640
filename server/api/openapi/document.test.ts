import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { KEY_HOLDERS } from "../../auth/policy";
import { openApiDocument } from "./document";
import { scopeOf } from "./endpoint";
import { ENDPOINTS } from "./table";

const ROOT = path.join(import.meta.dirname, "../../../app/api/v1");

/** Every method of every route on disk, in the table's spelling. */
const onDisk = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "route.ts")
  .flatMap((file) => {
    const text = readFileSync(path.join(ROOT, file), "utf8");
    const address = `/${path.dirname(file).split(path.sep).join("/")}`.replace(
      /\[(\w+)\]/g,
      "{$1}",
    );
    return [...text.matchAll(/export const (GET|POST|PATCH|PUT|DELETE)\b/g)].map(
      ([, method = ""]) => `${method.toLowerCase()} ${address}`,
    );
  });

/** For people alone: no key of any scope opens them, or they are of use to screens only. */
const FOR_PEOPLE =
  /^\w+ \/(accounts|audit|imports|me|partners|users|views)\b|\/resolve$|\/auth-code$|^post \/domains\/export$|^(post|patch|delete) \/contacts/;

describe("the description of the API", () => {
  test("tells every route that a key can open, and no other", () => {
    const told = ENDPOINTS.map(({ method, path: address }) => `${method} ${address}`).sort();
    expect(told).toEqual(onDisk.filter((route) => !FOR_PEOPLE.test(route)).sort());
  });

  test("names a scope for each", () => {
    for (const endpoint of ENDPOINTS) expect(scopeOf(endpoint), endpoint.path).toBeDefined();
    expect(Object.values(KEY_HOLDERS)).toContain("pay");
  });

  test("describes bodies and answers by the schemas that check them", () => {
    const document = JSON.parse(JSON.stringify(openApiDocument()));
    const plan = document.paths["/api/v1/plans"].post;
    const { schema } = plan.requestBody.content["application/json"];
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(["key", "selection", "change"]),
    );
    expect(schema.properties.key).toMatchObject({ minLength: 16, maxLength: 128 });
    expect(plan.parameters).toContainEqual(expect.objectContaining({ name: "Idempotency-Key" }));
    const rows = document.paths["/api/v1/plans/{id}/rows"].get;
    expect(rows.parameters[0]).toMatchObject({ name: "id", in: "path", required: true });
    expect(rows.responses["200"].content["application/json"].schema.properties).toHaveProperty(
      "nextCursor",
    );
  });

  test("gives every operation a name of its own", () => {
    const document = JSON.parse(JSON.stringify(openApiDocument()));
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods as Record<string, { operationId: string }>).map(
        (one) => one.operationId,
      ),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
