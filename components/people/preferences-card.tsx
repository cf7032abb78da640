"use client";

import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";
import { applyDensity, currentDensity, type Density } from "../shell/density";
import { setSingleKeys, useSingleKeys } from "../shell/shortcut-setting";
import { Card } from "../ui/card";
import { RadioGroup } from "../ui/radio-group";
import { Switch } from "../ui/switch";

const never = () => () => undefined;

/** False in the server's HTML and at its first paint, which know nothing of this browser's choices. */
const useIsKnown = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** How the console looks and which keys it heeds, in this browser. */
export function PreferencesCard() {
  const isKnown = useIsKnown();
  const singleKeys = useSingleKeys();
  const { theme = "system", setTheme } = useTheme();
  return (
    <Card title="Appearance and keys" note="for this browser">
      <div className="grid gap-5 sm:grid-cols-2">
        <RadioGroup
          key={isKnown ? "known" : "unknown"}
          legend="Theme"
          name="theme"
          value={isKnown ? theme : "system"}
          onChange={setTheme}
          choices={[
            { value: "system", label: "As the system" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
        />
        <RadioGroup<Density>
          key={isKnown ? "known-density" : "unknown-density"}
          legend="Density"
          name="density"
          defaultValue={isKnown ? currentDensity() : "comfortable"}
          onChange={applyDensity}
          choices={[
            { value: "comfortable", label: "Comfortable" },
            { value: "dense", label: "Dense", help: "More rows on a screen." },
          ]}
        />
        <div className="sm:col-span-2">
          <Switch label="Single-key shortcuts" checked={singleKeys} onChange={setSingleKeys} />
          <p className="text-12 text-ink-3">
            Letters such as j, k and x act outside of fields. Shortcuts with Ctrl or ⌘ work either
            way.
          </p>
        </div>
      </div>
    </Card>
  );
}
