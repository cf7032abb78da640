"use client";

import { useState } from "react";
import type { SettingDto, SettingKey, SettingsDto } from "@/server/settings/schemas";

/** What is typed and not saved: a text, or null to give the setting back. */
export type Draft = Readonly<Partial<Record<SettingKey, string | null>>>;

/** Whether a typed value is no other than what already stands in the console. */
const isSame = ({ value, source }: SettingDto, typed: string | null): boolean =>
  typed === null ? source !== "console" : `${value}` === typed;

/** A number where the setting is one; whatever is no number goes as it was typed, to be refused by name. */
function sent(setting: SettingDto, typed: string | null): string | number | null {
  if (typed === null || typeof setting.value !== "number") return typed;
  return typed.trim() === "" || Number.isNaN(Number(typed)) ? typed : Number(typed);
}

/** Keeps what was typed apart from what is saved, and tells which of it is a change. */
export function useDraft({ settings }: SettingsDto) {
  const [draft, setDraft] = useState<Draft>({});
  const changed = settings.filter(({ key }) => draft[key] !== undefined);
  return {
    draft,
    count: changed.length,
    set: (setting: SettingDto, typed: string | null) =>
      setDraft(({ [setting.key]: _, ...rest }) =>
        isSame(setting, typed) ? rest : { ...rest, [setting.key]: typed },
      ),
    reset: () => setDraft({}),
    values: () =>
      Object.fromEntries(
        changed.map((setting) => [setting.key, sent(setting, draft[setting.key] ?? null)]),
      ),
  };
}
