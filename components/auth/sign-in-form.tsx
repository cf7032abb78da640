"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { PasswordField } from "../ui/password-field";
import { TextField } from "../ui/text-field";
import { type DemoSignIn, DemoSignIns } from "./demo-sign-ins";
import { refusalFrom, signInByPassword } from "./sign-in-request";
import { isWrongPair, refusalInWords } from "./sign-in-words";
import { SingleSignOnButton } from "./single-sign-on-button";

type SignInFormProps = {
  /** A path of our own to go to afterwards. */
  leadsTo: string;
  /** What an earlier attempt, by single sign-on, ended with. */
  earlier: string | undefined;
  hasSingleSignOn: boolean;
  demoSignIns: readonly DemoSignIn[];
};

type Problem = { at: "email" | "password" | "form"; message: string };

/** Looks at what was typed before anything is sent. */
function missing(email: string, password: string): Problem | null {
  if (!email) return { at: "email", message: "Enter your e-mail address." };
  return password ? null : { at: "password", message: "Enter your password." };
}

async function attempt(email: string, password: string): Promise<Problem | null> {
  const gap = missing(email, password);
  if (gap) return gap;
  const refusal = await signInByPassword(email, password);
  if (!refusal) return null;
  return { at: isWrongPair(refusal.code) ? "password" : "form", message: refusalInWords(refusal) };
}

/** The form's two controls, what was found wrong, and what happens on submit. */
function useSignIn(leadsTo: string, earlier: string | undefined) {
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(
    earlier ? { at: "form", message: refusalInWords(refusalFrom(earlier)) } : null,
  );

  const submit = async () => {
    if (isPending) return;
    setPending(true);
    const found = await attempt(email.current?.value.trim() ?? "", password.current?.value ?? "");
    if (!found) return location.assign(leadsTo);
    setPending(false);
    setProblem(found);
    if (found.at === "email") email.current?.focus();
    else password.current?.select();
  };

  const fill = (chosen: DemoSignIn) => {
    if (email.current) email.current.value = chosen.email;
    if (password.current) password.current.value = chosen.password;
    setProblem(null);
  };

  return { email, password, isPending, problem, setProblem, submit, fill };
}

/** E-mail address and password, and the organisation's own sign-in where there is one. */
export function SignInForm({ leadsTo, earlier, hasSingleSignOn, demoSignIns }: SignInFormProps) {
  const { problem, ...form } = useSignIn(leadsTo, earlier);
  const at = (place: Problem["at"]) => (problem?.at === place ? problem.message : undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.submit();
  };

  return (
    <>
      <form method="post" noValidate className="grid gap-4" onSubmit={submit}>
        <div role="alert" className="empty:hidden">
          {at("form") && <Notice tone="bad" title={at("form")} />}
        </div>
        <TextField
          ref={form.email}
          label="E-mail address"
          name="email"
          type="email"
          required
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          error={at("email")}
        />
        <PasswordField
          ref={form.password}
          label="Password"
          name="password"
          required
          autoComplete="current-password"
          error={at("password")}
        />
        <Button type="submit" variant="primary" size="l" pending={form.isPending}>
          Sign in
        </Button>
      </form>
      {hasSingleSignOn && (
        <SingleSignOnButton onFailure={(message) => form.setProblem({ at: "form", message })} />
      )}
      {demoSignIns.length > 0 && <DemoSignIns signIns={demoSignIns} onChoose={form.fill} />}
    </>
  );
}
