"use client";

import { type FormEvent, useState } from "react";
import { createFirstAdminAction } from "@/server/actions/session";
import { useSubmission } from "../query/use-submission";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { PasswordField } from "../ui/password-field";
import { TextField } from "../ui/text-field";
import { signInByPassword } from "./sign-in-request";

const textOf = (form: FormData, field: string) => `${form.get(field) ?? ""}`;

/** Creates the first administrator, signs them in, and goes to the dashboard. */
export function SetUpForm() {
  const { submit, isPending, errorAt, failure } = useSubmission(createFirstAdminAction);
  const [isLeaving, setLeaving] = useState(false);

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = textOf(form, "password");
    const created = await submit({
      token: textOf(form, "token"),
      name: textOf(form, "name"),
      email: textOf(form, "email"),
      password,
    });
    if (!created) return;
    setLeaving(true);
    const refusal = await signInByPassword(created.email, password);
    location.assign(refusal ? "/sign-in" : "/");
  };

  return (
    <form method="post" noValidate className="grid gap-4" onSubmit={(event) => void send(event)}>
      <div role="alert" className="empty:hidden">
        {failure && <Notice tone="bad" title={failure.message} />}
      </div>
      <TextField
        label="Set-up token"
        name="token"
        required
        autoComplete="off"
        spellCheck={false}
        help="Printed in the server’s log at its last start."
        error={errorAt("token")}
      />
      <TextField
        label="Your name"
        name="name"
        required
        autoComplete="name"
        error={errorAt("name")}
      />
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        required
        autoComplete="username"
        spellCheck={false}
        error={errorAt("email")}
      />
      <PasswordField
        label="Password"
        name="password"
        required
        autoComplete="new-password"
        help="At least 12 characters; a few words are easier to remember than signs."
        error={errorAt("password")}
      />
      <Button type="submit" variant="primary" size="l" pending={isPending || isLeaving}>
        Create the first administrator
      </Button>
    </form>
  );
}
