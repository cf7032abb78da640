import type { Database, Transaction } from "@/db/client";
import { organisationSettings } from "../kernel/env";
import { holdTimeZone } from "../kernel/today";
import {
  type GivenSettings,
  type OrganisationSettings,
  SETTING_KEYS,
  SETTINGS,
  type SettingKey,
} from "./schemas";
import * as store from "./store";

/** What the console set, without what a newer or older version of the product cannot read. */
export const givenOf = (values: Readonly<Record<string, unknown>>): GivenSettings =>
  Object.fromEntries(
    SETTING_KEYS.map((key) => [key, SETTINGS[key].schema.safeParse(values[key])] as const)
      .filter(([, read]) => read.success)
      .map(([key, read]) => [key, read.data]),
  );

/** One value and who says so: the first of `given` that does, or the default. */
export function resolved<S extends string>(
  key: SettingKey,
  given: readonly (readonly [source: S, values: GivenSettings])[],
): { value: string | number; source: S | "default" } {
  for (const [source, values] of given) {
    const value = values[key];
    if (value !== undefined) return { value, source };
  }
  return { value: SETTINGS[key].initial, source: "default" };
}

/** Puts the places together: the console wins over the environment, and that over the defaults. */
export const effective = (console: GivenSettings): OrganisationSettings => {
  const given = [["", console] as const, ["", organisationSettings()] as const];
  return Object.fromEntries(
    SETTING_KEYS.map((key) => [key, resolved(key, given).value]),
  ) as OrganisationSettings;
};

/** The settings that hold now. One row is read; any tenant may, for nothing in it is anybody's. */
export async function settingsOf(tx: Transaction | Database): Promise<OrganisationSettings> {
  const { values } = await store.saved(tx);
  const settings = effective(givenOf(values));
  holdTimeZone(settings.timeZone);
  return settings;
}
