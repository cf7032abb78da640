import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { read } from "../kernel/transact";
import { type GivenSettings, SETTING_KEYS, type SettingDto, type SettingsDto } from "./schemas";
import { givenOf, resolved } from "./settings-of";
import * as store from "./store";

/** Every setting of the organisation with where its value comes from. */
export async function readSettings(ctx: ServiceContext): Promise<SettingsDto> {
  authorize(ctx.actor, "settings.manage");
  return toDto(await read(ctx, store.saved));
}

/** Each setting with its value and where that comes from. */
export function toDto({ version, values, changed }: store.SavedSettings): SettingsDto {
  const console = givenOf(values);
  const { organisation } = environment();
  return {
    version,
    changed,
    settings: SETTING_KEYS.map((key) => settingDto(key, console, organisation)),
  };
}

function settingDto(
  key: SettingDto["key"],
  console: GivenSettings,
  environment: GivenSettings,
): SettingDto {
  const beneath = [["environment", environment] as const];
  return {
    key,
    ...resolved(key, [["console", console] as const, ...beneath]),
    beneath: resolved(key, beneath),
  };
}
