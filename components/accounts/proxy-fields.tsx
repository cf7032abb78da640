"use client";

import type { ProxyInput } from "@/server/accounts/schemas";
import { PasswordField } from "../ui/password-field";
import { TextField } from "../ui/text-field";

type ProxyFieldsProps = {
  value: ProxyInput;
  onChange: (proxy: ProxyInput) => void;
  errorAt: (field: string) => readonly string[] | undefined;
  /** Whether a password is kept already, and stays unless another is typed. */
  hasPassword?: boolean;
};

const mutable = (messages: readonly string[] | undefined) => (messages ? [...messages] : undefined);

/** Where a proxy is and how it knows us. */
export function ProxyFields({ value, onChange, errorAt, hasPassword = false }: ProxyFieldsProps) {
  const plain = { autoComplete: "off", autoCapitalize: "none", spellCheck: false } as const;
  return (
    <>
      <TextField
        {...plain}
        label="Proxy’s address"
        required
        inputMode="url"
        placeholder="https://proxy.example:3128"
        help="Host and port of an HTTP proxy that allows tunnels (CONNECT). With http:// the user name and password travel to it unencrypted."
        value={value.url}
        error={mutable(errorAt("proxy.url"))}
        onChange={(event) => onChange({ ...value, url: event.target.value })}
      />
      <TextField
        {...plain}
        label="User name"
        value={value.username ?? ""}
        error={mutable(errorAt("proxy.username"))}
        onChange={(event) => onChange({ ...value, username: event.target.value })}
      />
      <PasswordField
        label="Password"
        autoComplete="off"
        help={
          hasPassword
            ? "One is kept. Leave this empty to keep it; with another address or user name it has to be typed again."
            : "Kept sealed, and never shown again."
        }
        value={value.password ?? ""}
        error={mutable(errorAt("proxy.password"))}
        onChange={(event) => onChange({ ...value, password: event.target.value })}
      />
    </>
  );
}
