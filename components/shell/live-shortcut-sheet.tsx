"use client";

import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { Switch } from "../ui/switch";
import { usePaletteKey } from "./palette-key";
import { useShell } from "./shell-context";
import { setSingleKeys, useSingleKeys } from "./shortcut-setting";
import { type Shortcut, useShortcutRegistry } from "./shortcuts";

/** All keys that work on this page, and the switch that turns the single ones off. */
export function LiveShortcutSheet() {
  const { isSheetOpen, setSheetOpen } = useShell();
  return (
    <Dialog title="Keyboard shortcuts" width="m" open={isSheetOpen} onOpenChange={setSheetOpen}>
      <Sheet />
    </Dialog>
  );
}

function Sheet() {
  const { list } = useShortcutRegistry();
  const isOn = useSingleKeys();
  const palette = { keys: usePaletteKey(), label: "Find a name, page or action" };
  const groups = Object.groupBy(list(), (shortcut) => shortcut.group ?? "This page");
  const order = ["This page", "Everywhere", "Places"].filter((label) => groups[label]?.length);

  return (
    <div className="grid gap-5">
      <Switch
        label="Single keys act while no field has focus"
        checked={isOn}
        onChange={setSingleKeys}
      />
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {order.map((label) => (
          <KeyList
            key={label}
            heading={label}
            shortcuts={
              label === "Everywhere" ? [palette, ...(groups[label] ?? [])] : (groups[label] ?? [])
            }
          />
        ))}
      </div>
    </div>
  );
}

type KeyListProps = {
  heading: string;
  shortcuts: readonly Pick<Shortcut, "keys" | "label">[];
};

function KeyList({ heading, shortcuts }: KeyListProps) {
  return (
    <section>
      <h3 className="pb-1 text-12 text-ink-3">{heading}</h3>
      <dl>
        {shortcuts.map(({ keys, label }) => (
          <div
            key={keys}
            className="flex items-center justify-between gap-4 border-line border-b py-1.5 last:border-0"
          >
            <dt>{label}</dt>
            <dd className="flex gap-1">
              {keys.split(" ").map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
