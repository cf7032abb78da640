import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CAPABILITIES, type RegistrarKind } from "./gateway";
import { gatewayFor } from "./registry";

const CREDENTIALS: Readonly<Record<RegistrarKind, Record<string, string>>> = {
  gandi: { token: "no-real-token" },
  dynadot: { key: "no-real-key", secret: "no-real-secret" },
  resellerclub: { userId: "740118", apiKey: "no-real-key", customerId: "1" },
  rotld: { registrarId: "RegID-7", password: "no-real-password" },
};

function flagsOf(registrar: RegistrarKind) {
  const opened = gatewayFor({
    registrar,
    endpoint: "production",
    credential: CREDENTIALS[registrar],
    simulatorUrl: null,
    mode: "production",
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.capabilities;
}

test("the document tells of each registrar and capability what its adapter does", () => {
  const columns = ["gandi", "dynadot", "resellerclub", "rotld"] as const;
  const flags = columns.map(flagsOf);
  const rows = CAPABILITIES.map((capability) => {
    const cells = flags.map((one) => (one[capability].supported ? "yes" : "no"));
    return `| \`${capability}\` | ${cells.join(" | ")} |`;
  });
  const told = readFileSync("docs/registrars.md", "utf8").match(/^\| `[a-z_]+` \|.*$/gm);
  expect(told).toEqual(rows);
});

test("what a registrar lacks is told in a sentence", () => {
  for (const registrar of ["gandi", "dynadot", "resellerclub", "rotld"] as const)
    for (const flag of Object.values(flagsOf(registrar)))
      if (!flag.supported) expect(flag.reason).toMatch(/^[A-Z].{20,}\.$/);
});
