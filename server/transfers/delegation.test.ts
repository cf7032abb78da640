import { describe, expect, test } from "vitest";
import { transferWayOf } from "../registrars/transfer-ways";
import { chosenDelegation, delegationOf } from "./delegation";

const GIVEN = transferWayOf("gandi");
const KEPT = transferWayOf("dynadot");
const OLD = ["ns1.old.example.com", "ns2.old.example.com"];
const NEW = ["ns1.fernway-dns.net", "ns2.fernway-dns.org"];
const KEEP = { keepNameservers: true, nameservers: null };
const GIVE = { keepNameservers: false, nameservers: NEW };

const kept = (signing: "pass" | "risk" | "unknown", nameservers: string[] | null = OLD) => ({
  snapshot: {
    nameservers,
    source: null,
    takenAt: "2026-05-01T00:00:00.000Z",
    dnssec: null,
    locked: null,
    autoRenew: null,
    expiresAt: null,
  },
  checks: [{ rule: "dnssec", state: signing, text: "", source: null }],
});
const of = (
  ...[signing, choice, way = GIVEN]: [
    Parameters<typeof kept>[0],
    Parameters<typeof delegationOf>[2],
    Parameters<typeof delegationOf>[3]?,
  ]
) => delegationOf("example.org", kept(signing), choice, way);

describe("nameservers of a transfer", () => {
  test("are those it has unless others are chosen", () => {
    expect(of("pass", KEEP)).toEqual({ given: OLD, risks: [], inside: null });
    expect(of("pass", { ...KEEP, keepNameservers: false })).toMatchObject({
      given: null,
      risks: ["nameservers_left"],
    });
    expect(of("pass", GIVE)).toMatchObject({ given: NEW, risks: ["nameservers_given"] });
    expect(of("unknown", GIVE).risks).toEqual(["nameservers_given", "ds_unknown"]);
  });

  test("stay with a signed name whatever was chosen", () => {
    expect(of("risk", GIVE)).toMatchObject({ given: OLD, risks: ["ds_keeps"] });
    expect(delegationOf("example.org", kept("risk", null), GIVE, GIVEN)).toMatchObject({
      given: null,
      risks: ["ds_keeps", "nameservers_unknown"],
    });
  });

  test("inside the name itself are told, unless it has them already", () => {
    const choice = { ...GIVE, nameservers: ["ns1.example.org", "ns2.fernway-dns.org"] };
    expect(of("pass", choice).inside).toBe("ns1.example.org");
    const has = kept("pass", ["ns1.example.org", "ns2.example.org"]);
    expect(delegationOf("example.org", has, choice, GIVEN).inside).toBeNull();
  });

  test("go to no registrar that takes none with an order", () => {
    expect(of("pass", GIVE, KEPT).given).toBeNull();
    expect(() => chosenDelegation(KEEP, { nameservers: NEW }, KEPT)).toThrow(
      /takes no nameservers/,
    );
  });

  test("are written as hosts are, and one choice ends the other", () => {
    const chosen = chosenDelegation(KEEP, { nameservers: NEW.map((host) => `${host}.`) }, GIVEN);
    expect(chosen).toEqual(GIVE);
    expect(chosenDelegation(GIVE, { keepNameservers: true }, GIVEN)).toEqual(KEEP);
    expect(chosenDelegation(GIVE, {}, GIVEN)).toEqual(GIVE);
    expect(() =>
      chosenDelegation(KEEP, { nameservers: NEW, keepNameservers: true }, GIVEN),
    ).toThrow();
    for (const hosts of [["ns1.a.net"], ["192.0.2.1", "ns1.a.net"], []])
      expect(() => chosenDelegation(KEEP, { nameservers: hosts }, GIVEN)).toThrow();
  });
});
