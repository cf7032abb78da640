"use client";

import { SETTINGS, type SettingDto, type SettingKey, WEEKDAYS } from "@/server/settings/schemas";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";
import { TextInput } from "../ui/text-input";
import { SETTING_WORDS, valueWords, WEEKDAY_WORDS } from "./words";

type SettingFieldProps = {
  setting: SettingDto;
  /** What is typed and not saved; undefined: nothing. */
  typed: string | null | undefined;
  error: readonly string[] | undefined;
  onType: (typed: string | null) => void;
};

const TIMES: ReadonlySet<SettingKey> = new Set(["statusSyncAt", "fullSyncAt", "priceSyncAt"]);
/** The list of zones that the time zone's field offers. */
export const ZONES_ID = "time-zones";

/** One setting: its field, and below it where the value comes from. */
export function SettingField(props: SettingFieldProps) {
  return (
    <div className="grid content-start gap-1.5">
      <Control {...props} />
      <Source {...props} />
    </div>
  );
}

const shownOf = ({ setting, typed }: SettingFieldProps): string =>
  typed === undefined ? `${setting.value}` : (typed ?? `${setting.beneath.value}`);

function Control(props: SettingFieldProps) {
  const { setting, error, onType } = props;
  const { label, help, unit } = SETTING_WORDS[setting.key];
  const shown = shownOf(props);
  if (setting.key === "fullSyncDay")
    return (
      <SelectField
        {...{ label, help, error }}
        required
        choices={WEEKDAYS.map((value) => ({ value, label: WEEKDAY_WORDS[value] }))}
        value={shown as (typeof WEEKDAYS)[number]}
        onChange={onType}
      />
    );
  if (TIMES.has(setting.key)) return <TimeControl {...props} />;
  return (
    <Field {...{ label, help, error }} required>
      <span className="flex items-center gap-2">
        <TextInput
          className={unit ? "w-28 tabular-nums" : "w-full max-w-72"}
          autoComplete="off"
          value={shown}
          onChange={({ target }) => onType(target.value)}
          {...(unit ? { inputMode: "numeric" } : { list: ZONES_ID })}
        />
        {unit && <span className="text-ink-2">{unit}</span>}
      </span>
    </Field>
  );
}

/** A time of day, or never. Switched on again it offers what would hold without the console. */
function TimeControl(props: SettingFieldProps) {
  const { setting, error, onType } = props;
  const { label, help } = SETTING_WORDS[setting.key];
  const shown = shownOf(props);
  const isOn = shown !== "off";
  const { value, beneath } = setting;
  const known = [value, beneath.value, SETTINGS[setting.key].initial].map(String);
  return (
    <Field {...{ label, help, error }} required>
      <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <TextInput
          className="w-28 tabular-nums"
          inputMode="numeric"
          placeholder="02:00"
          maxLength={5}
          autoComplete="off"
          disabled={!isOn}
          value={isOn ? shown : ""}
          onChange={({ target }) => onType(target.value)}
        />
        <Checkbox
          label="Run by itself"
          checked={isOn}
          onChange={({ target }) =>
            onType(target.checked ? (known.find((time) => time !== "off") ?? "02:00") : "off")
          }
        />
      </span>
    </Field>
  );
}

/** Where the value comes from, and the way back where the console set it. */
function Source({ setting, typed, onType }: SettingFieldProps) {
  const { key, source, beneath } = setting;
  const variable = SETTINGS[key].variable;
  const isConsole = typed === undefined ? source === "console" : typed !== null;
  const place =
    beneath.source === "environment" ? (
      <>
        the environment (<code className="font-mono">{variable}</code>)
      </>
    ) : (
      "the default"
    );
  if (!isConsole)
    return (
      <p className="text-12 text-ink-3">
        From {place}
        {typed === null && " once it is saved"}
      </p>
    );
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
      <span>
        {typed === undefined ? "Set here" : "Not saved yet"}; {place} says{" "}
        {valueWords(key, beneath.value)}.
      </span>
      <Button
        size="s"
        variant="quiet"
        onClick={() => onType(null)}
        aria-label={`Give back: ${SETTING_WORDS[key].label}`}
      >
        Give back
      </Button>
    </p>
  );
}
