"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef } from "react";
import { changePasswordAction } from "@/server/actions/session";
import { useSubmission } from "../query/use-submission";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Notice } from "../ui/notice";
import { PasswordField } from "../ui/password-field";
import { useToast } from "../ui/toast";

/** Changes the caller's own password. `email` lets password managers know whose it is. */
export function PasswordCard({ email }: { email: string }) {
  const { submit, isPending, errorAt, failure } = useSubmission(changePasswordAction);
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const toast = useToast();

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const changed = await submit({ current: typed.get("current"), next: typed.get("next") });
    if (!changed) return;
    form.current?.reset();
    toast({
      title: "Your password is changed.",
      ...(changed.ended > 0 ? { description: "Your other browsers are signed out." } : {}),
    });
    router.refresh();
  };

  return (
    <Card title="Password">
      <form
        ref={form}
        method="post"
        noValidate
        className="grid max-w-90 gap-4"
        onSubmit={(event) => void send(event)}
      >
        <div role="alert" className="empty:hidden">
          {failure && <Notice tone="bad" title={failure.message} />}
        </div>
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField
          label="Current password"
          name="current"
          required
          autoComplete="current-password"
          error={errorAt("current")}
        />
        <PasswordField
          label="New password"
          name="next"
          required
          autoComplete="new-password"
          help="At least 12 characters; a few words are easier to remember than signs."
          error={errorAt("next")}
        />
        <Button type="submit" pending={isPending} className="justify-self-start">
          Change password
        </Button>
      </form>
    </Card>
  );
}
