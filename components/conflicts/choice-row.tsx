"use client";

import { ChevronDown } from "lucide-react";
import type { ConflictDto } from "@/server/conflicts/schemas";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Kbd } from "../ui/kbd";
import { Menu, MenuGroup, MenuItem, MenuLink } from "../ui/menu";
import { withQuery } from "../ui/with-query";
import { CHOICE_WORDS } from "./words";

type Choice = ConflictDto["suggestion"];
type ChoiceRowProps = {
  conflict: ConflictDto;
  pending: Choice | "undo" | undefined;
  onChoose: (choice: Choice) => void;
  onAlike: (choice: Choice) => void;
};

const isPossible = ({ obstacle }: ConflictDto["choices"][number]) => obstacle === null;

/** On a phone two buttons stand on the card: what is suggested, and the next best. */
function firstTwo({ choices, suggestion }: ConflictDto): ReadonlySet<Choice> {
  const possible = choices.filter(isPossible).map(({ choice }) => choice);
  const ordered = [
    ...possible.filter((choice) => choice === suggestion),
    ...possible.filter((choice) => choice !== suggestion),
  ];
  return new Set(ordered.slice(0, 2));
}

/** What may be chosen, each with its key; what may not says why below. */
export function ChoiceRow({ conflict, pending, onChoose, onAlike }: ChoiceRowProps) {
  const shown = firstTwo(conflict);
  const obstacles = conflict.choices.filter((one) => !isPossible(one));
  return (
    <div>
      <div className="grid grid-cols-2 gap-2 md:flex md:flex-wrap md:items-center">
        {conflict.choices.map(({ choice, obstacle }, at) => (
          <Button
            key={choice}
            variant={choice === conflict.suggestion ? "primary" : "default"}
            pending={pending === choice}
            disabled={obstacle !== null || (pending !== undefined && pending !== choice)}
            className={cn("max-md:min-h-12", !shown.has(choice) && "max-md:hidden")}
            onClick={() => onChoose(choice)}
          >
            {CHOICE_WORDS[choice].label}
            <Kbd className="max-md:hidden pointer-coarse:hidden border-current/30 text-current!">
              {at + 1}
            </Kbd>
          </Button>
        ))}
        <MoreMenu {...{ conflict, shown, onChoose, onAlike }} />
      </div>
      {obstacles.length > 0 && (
        <ul className="mt-2 grid gap-0.5 text-12 text-ink-3">
          {obstacles.map(({ choice, obstacle }) => (
            <li key={choice}>
              {CHOICE_WORDS[choice].label}: {obstacle}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type MoreMenuProps = Pick<ChoiceRowProps, "conflict" | "onChoose" | "onAlike"> & {
  shown: ReadonlySet<Choice>;
};

function MoreMenu({ conflict, shown, onChoose, onAlike }: MoreMenuProps) {
  const possible = conflict.choices.filter(isPossible).map(({ choice }) => choice);
  const hidden = possible.filter((choice) => !shown.has(choice));
  return (
    <Menu
      align="end"
      trigger={
        <Button
          variant="quiet"
          className={cn("max-md:min-h-12", shown.size === 2 && "max-md:col-span-2")}
        >
          More <ChevronDown />
          <span className="sr-only"> for {conflict.domain.nameUnicode}</span>
        </Button>
      }
    >
      {hidden.length > 0 && (
        <MenuGroup label="This one">
          {hidden.map((choice) => (
            <MenuItem key={choice} onSelect={() => onChoose(choice)}>
              {CHOICE_WORDS[choice].label}
            </MenuItem>
          ))}
        </MenuGroup>
      )}
      <MenuGroup label="All alike: same field, account and rule">
        {possible
          .filter((choice) => choice !== "set")
          .map((choice) => (
            <MenuItem key={choice} onSelect={() => onAlike(choice)}>
              {CHOICE_WORDS[choice].label}, all alike…
            </MenuItem>
          ))}
      </MenuGroup>
      <MenuGroup label="Look closer">
        <MenuLink href={withQuery(`/domains/${conflict.domain.name}`, {})}>Open the name</MenuLink>
        {conflict.runId && (
          <MenuLink href={withQuery(`/sync/${conflict.runId}`, {})}>Open the run</MenuLink>
        )}
      </MenuGroup>
    </Menu>
  );
}
