import { expect, test } from "vitest";
import { REGULAR } from "../simulator/dynadot/accounts";
import { SOUTHGATE as RESELLER } from "../simulator/logicboxes/accounts";
import { DUNAREA as REGISTRAR } from "../simulator/rotld/accounts";
import { TOKENS } from "../simulator/world/accounts";
import { LEVELS } from "./dynadot/levels";
import type { RegistrarKind } from "./gateway";
import { REGISTRAR_GUIDES } from "./guides";

const OPENS: Readonly<Record<RegistrarKind, readonly string[]>> = {
  dynadot: [REGULAR.key, REGULAR.secret],
  gandi: [TOKENS.eastgate],
  resellerclub: [RESELLER.userId, RESELLER.key, RESELLER.customerId],
  rotld: [REGISTRAR.id, String(REGISTRAR.password)],
};

test("whoever chooses the simulator reads what opens it", () => {
  for (const { registrar, endpoints } of Object.values(REGISTRAR_GUIDES)) {
    const help = endpoints.find(({ value }) => value === "simulator")?.help;
    for (const word of OPENS[registrar]) expect(help).toContain(word);
  }
});

test("the price levels one may choose are those that are known", () => {
  const level = REGISTRAR_GUIDES.dynadot.fields.find(({ name }) => name === "level");
  expect(level?.choices?.map(({ value }) => value)).toEqual(Object.keys(LEVELS));
});

test("only what belongs to the simulator is told", () => {
  for (const { endpoints } of Object.values(REGISTRAR_GUIDES))
    for (const { value, help } of endpoints)
      if (value !== "simulator") expect(help).not.toContain("sim-");
});
