import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const Package = z.looseObject({
  version: z.string().optional(),
  resolved: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
});
const Lock = z.object({ packages: z.record(z.string(), Package) });
const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

const json = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const { packages } = Lock.parse(json("package-lock.json"));
const manifest = Manifest.parse(json("package.json"));
const floors = z.record(z.string(), z.string()).parse(json(".ci/floors.json"));

/** Licences that ask for nothing a product of ours could not give. */
const FREE =
  /^(?:\(?(?:MIT(?:-0)?|Apache-2\.0|ISC|BSD-[23]-Clause|0BSD|Unlicense|CC0-1\.0|CC-BY-4\.0|SIL OPEN FONT LICENSE|LGPL-3\.0-or-later)(?: (?:AND|OR) )?\)?)+$/;

const isAtLeast = (version: string, floor: string): boolean => {
  const parts = (text: string) => text.split(/[.-]/).slice(0, 3).map(Number);
  const [have, want] = [parts(version), parts(floor)];
  const at = want.findIndex((part, index) => part !== have[index]);
  return at === -1 || (have[at] ?? 0) > (want[at] ?? 0);
};

describe("the lock file", () => {
  test.each(
    Object.entries(floors),
  )("holds %s at %s or newer: older ones have known holes", (name, floor) => {
    const versions = Object.entries(packages)
      .filter(([place]) => place.endsWith(`node_modules/${name}`))
      .map(([, { version }]) => version ?? "0.0.0");
    expect(versions.length).toBeGreaterThan(0);
    for (const version of versions) expect(isAtLeast(version, floor)).toBe(true);
  });

  test("takes packages from the registry only, and names no host", () => {
    const elsewhere = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);
    expect(elsewhere).toEqual([]);
  });

  test("brings no licence into the product that was not looked at", () => {
    const odd = Object.entries(packages)
      .filter(([place, { dev, license }]) => place !== "" && !dev && !FREE.test(license ?? ""))
      .map(([place, { license }]) => `${place}: ${license}`);
    expect(odd).toEqual([]);
  });
});

test("every version is exact, so that two installs are the same", () => {
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
});
