"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { FLOATING, OPTION } from "./overlay-style";

type MenuProps = {
  trigger: ReactElement;
  align?: "start" | "center" | "end";
  /** Comes into being open: its trigger was pressed before its code was here. */
  startsOpen?: boolean;
  className?: string;
  children: ReactNode;
};

/** A list of actions behind a button. Fill it with the parts below. */
export function Menu({
  trigger,
  align = "start",
  startsOpen = false,
  className,
  children,
}: MenuProps) {
  return (
    <Base.Root modal={false} defaultOpen={startsOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50 outline-none">
          <Base.Popup
            className={cn(
              FLOATING,
              "max-h-(--available-height) min-w-48 overflow-y-auto",
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type MenuItemProps = {
  icon?: ReactNode;
  /** Shown at the end of the line: a key, a count. */
  hint?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

/** One action of a menu. A disabled one stays readable; say why in its words. */
export function MenuItem({
  icon,
  hint,
  danger = false,
  disabled = false,
  onSelect,
  children,
}: MenuItemProps) {
  return (
    <Base.Item
      disabled={disabled}
      onClick={onSelect}
      className={cn(OPTION, danger && "text-bad data-highlighted:bg-bad-soft")}
    >
      {icon}
      <span className="flex-1">{children}</span>
      {hint && <span className="ml-4 text-12 text-ink-3">{hint}</span>}
    </Base.Item>
  );
}

type MenuLinkProps = { href: Route; icon?: ReactNode; children: ReactNode };

/** One destination of a menu; a real link, so it opens in a new tab as well. */
export function MenuLink({ href, icon, children }: MenuLinkProps) {
  return (
    <Base.LinkItem closeOnClick className={OPTION} render={<Link href={href} />}>
      {icon}
      <span className="flex-1">{children}</span>
    </Base.LinkItem>
  );
}

type MenuChoicesProps<V extends string> = {
  label: string;
  value: V;
  choices: readonly { value: V; label: string; icon?: ReactNode }[];
  onChange: (value: V) => void;
};

/** One of several, with a heading; the menu stays open so that the effect is seen. */
export function MenuChoices<V extends string>({
  label,
  value,
  choices,
  onChange,
}: MenuChoicesProps<V>) {
  return (
    <Base.Group>
      <MenuHeading>{label}</MenuHeading>
      <Base.RadioGroup value={value} onValueChange={(chosen: V) => onChange(chosen)}>
        {choices.map((choice) => (
          <Base.RadioItem key={choice.value} value={choice.value} className={OPTION}>
            <span className="grid w-4 flex-none">
              <Base.RadioItemIndicator render={<Check className="text-accent" />} />
            </span>
            <span className="flex-1">{choice.label}</span>
            {choice.icon}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

type MenuCheckProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
};

/** Something that can be on or off, such as a column; the menu stays open. */
export function MenuCheck({ checked, onChange, children }: MenuCheckProps) {
  return (
    <Base.CheckboxItem checked={checked} onCheckedChange={onChange} className={OPTION}>
      <span className="grid w-4 flex-none">
        <Base.CheckboxItemIndicator render={<Check className="text-accent" />} />
      </span>
      <span className="flex-1">{children}</span>
    </Base.CheckboxItem>
  );
}

/** A set of lines that belong together. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <MenuHeading>{label}</MenuHeading>
      {children}
    </Base.Group>
  );
}

function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-12 text-ink-3">{children}</Base.GroupLabel>
  );
}

/** A hairline between groups. */
export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
