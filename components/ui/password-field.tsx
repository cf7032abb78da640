"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Field } from "./field";
import { IconButton } from "./icon-button";
import type { TextFieldProps } from "./text-field";
import { TextInput } from "./text-input";

/** A secret line of text that can be shown while typing. Paste and password managers work; nothing is spell-checked. */
export function PasswordField({
  label,
  help,
  error,
  required = false,
  labelHidden = false,
  className,
  autoComplete = "current-password",
  ...control
}: TextFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Field {...{ label, help, error, required, labelHidden, className }}>
      <div className="relative">
        <TextInput
          {...control}
          type={isShown ? "text" : "password"}
          autoComplete={autoComplete}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          className="pr-9 pointer-coarse:pr-12"
        />
        <IconButton
          label={isShown ? "Hide what is typed" : "Show what is typed"}
          aria-pressed={isShown}
          icon={isShown ? <EyeOff /> : <Eye />}
          size="s"
          className="absolute inset-y-0 right-0.5 my-auto"
          onClick={() => setShown(!isShown)}
        />
      </div>
    </Field>
  );
}
