"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import { buttonStyle } from "./button-style";
import { cn } from "./cn";
import { useFieldWiring } from "./field";
import { FLOATING, OPTION } from "./overlay-style";

export type SelectChoice<V extends string = string> = {
  value: V;
  label: string;
  help?: string;
  disabled?: boolean;
};

export type SelectProps<V extends string> = {
  choices: readonly SelectChoice<V>[];
  value?: V | null;
  defaultValue?: V;
  onChange?: (value: V) => void;
  name?: string;
  placeholder?: string;
  disabled?: boolean;
  /** Needed only outside a Field. */
  label?: string;
  className?: string;
};

/** One of many, hidden until asked for. Inside a Field it takes its name from it. */
export function Select<V extends string>({
  choices,
  value,
  onChange,
  placeholder = "Choose…",
  label,
  className,
  ...rest
}: SelectProps<V>) {
  const field = useFieldWiring();
  return (
    <Base.Root
      {...rest}
      {...(value === undefined ? {} : { value })}
      items={choices}
      required={field?.required ?? false}
      onValueChange={(chosen) => chosen !== null && onChange?.(chosen as V)}
    >
      <Base.Trigger
        id={field?.id}
        aria-label={label}
        aria-labelledby={field?.labelId}
        aria-describedby={field?.describedBy}
        aria-invalid={field?.invalid || undefined}
        className={buttonStyle(
          "default",
          "m",
          cn("justify-between border-line-input font-normal aria-invalid:border-bad", className),
        )}
      >
        <Base.Value placeholder={placeholder} className="truncate data-placeholder:text-ink-3" />
        <ChevronDown className="text-ink-3" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup
            className={cn(
              FLOATING,
              "max-h-[min(var(--available-height),20rem)] min-w-(--anchor-width) overflow-y-auto",
            )}
          >
            <Base.List>
              {choices.map((choice) => (
                <Base.Item
                  key={choice.value}
                  value={choice.value}
                  disabled={choice.disabled ?? false}
                  className={OPTION}
                >
                  <span className="grid w-4 flex-none">
                    <Base.ItemIndicator render={<Check className="text-accent" />} />
                  </span>
                  <span className="min-w-0">
                    <Base.ItemText className="block truncate">{choice.label}</Base.ItemText>
                    {choice.help && <span className="block text-12 text-ink-3">{choice.help}</span>}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
