"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useAnnounce } from "../ui/announcer";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { IconButton } from "../ui/icon-button";
import { COLUMNS, type ColumnKey, moved } from "./columns";
import { keepColumns, useColumns } from "./use-columns";

/** Which columns are shown, and in which order: boxes and buttons, nothing to drag. */
export function ColumnPanel({ seesPartners }: { seesPartners: boolean }) {
  const choices = useColumns();
  const announce = useAnnounce();
  const shown = choices.filter(({ key }) => seesPartners || key !== "partner");
  const move = (key: ColumnKey, by: -1 | 1) => {
    keepColumns(moved(choices, key, by));
    announce(`${COLUMNS[key].label} moved ${by < 0 ? "up" : "down"}`);
  };

  return (
    <div className="grid gap-2">
      <ul aria-label="Columns" className="grid">
        {shown.map(({ key, isShown }, at) => (
          <li key={key} className="flex items-center">
            <Checkbox
              className="flex-1"
              label={COLUMNS[key].label}
              checked={isShown}
              onChange={() =>
                keepColumns(
                  choices.map((choice) =>
                    choice.key === key ? { key, isShown: !isShown } : choice,
                  ),
                )
              }
            />
            <IconButton
              label={`Move ${COLUMNS[key].label} up`}
              icon={<ArrowUp />}
              size="s"
              disabled={at === 0}
              onClick={() => move(key, -1)}
            />
            <IconButton
              label={`Move ${COLUMNS[key].label} down`}
              icon={<ArrowDown />}
              size="s"
              disabled={at === shown.length - 1}
              onClick={() => move(key, 1)}
            />
          </li>
        ))}
      </ul>
      <Button size="s" onClick={() => keepColumns(null)}>
        As usual
      </Button>
    </div>
  );
}
