import { mutate } from "../audit/mutate";
import { assertSteppedUp } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { holdTimeZone } from "../kernel/today";
import { parsed } from "../kernel/zod-errors";
import { toDto } from "./read-settings";
import {
  type GivenSettings,
  SaveSettingsInput,
  SETTING_KEYS,
  type SettingKey,
  type SettingsDto,
} from "./schemas";
import { effective, givenOf } from "./settings-of";
import * as store from "./store";

const MEANWHILE =
  "Somebody else changed the settings meanwhile. Load the page again, look at what they are now, and save your change anew.";

/** What the console holds after a change: what was null is given back. */
function changedValues(
  before: Readonly<Record<string, unknown>>,
  change: Partial<Record<SettingKey, string | number | null | undefined>>,
): Record<string, unknown> {
  const after = { ...before };
  for (const key of SETTING_KEYS) {
    const value = change[key];
    if (value === null) delete after[key];
    else if (value !== undefined) after[key] = value;
  }
  return after;
}

/** The settings that a change touches, as they hold before and after it. */
function difference(before: GivenSettings, after: GivenSettings) {
  const [was, is] = [effective(before), effective(after)];
  const keys = SETTING_KEYS.filter((key) => before[key] !== after[key]);
  const pick = (from: typeof was) => Object.fromEntries(keys.map((key) => [key, from[key]]));
  return { keys, before: pick(was), after: pick(is) };
}

/**
 * Sets settings of the organisation; null gives one back to the environment or its default.
 *
 * @throws AppError `invalid_input` per setting; `conflict` when `version` is no longer the newest; `forbidden` with field
 *   `session` without a fresh proof of who asks
 */
export async function saveSettings(
  ctx: ServiceContext,
  input: SaveSettingsInput,
): Promise<SettingsDto> {
  const { version, values } = parsed(SaveSettingsInput, input);
  const saved = await mutate(ctx, "settings.manage", async (tx, record) => {
    await assertSteppedUp(ctx, tx);
    const old = await store.lock(tx);
    if (old.version !== version) throw new AppError("conflict", MEANWHILE);
    const next = changedValues(old.values, values);
    const { keys, before, after } = difference(givenOf(old.values), givenOf(next));
    if (keys.length === 0) {
      await record();
      return old;
    }
    await store.save(tx, next, ctx.actor.name);
    await record({
      action: "settings.changed",
      objectId: "organisation",
      objectName: "Settings of the organisation",
      partnerId: null,
      before,
      after,
    });
    return store.saved(tx);
  });
  holdTimeZone(effective(givenOf(saved.values)).timeZone);
  return toDto(saved);
}
