"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { addManualAccountAction } from "@/server/actions/accounts";
import type { ManageChoices } from "../accounts/manage-choices";
import { useSubmission } from "../query/use-submission";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { useToast } from "../ui/toast";
import { withQuery } from "../ui/with-query";
import { ByHandFields, valuesIn } from "./by-hand-fields";

const BLANK = { name: "", registrarLabel: "", panelUrl: "" };

/** Sets up an account at a registrar that cannot be asked; the next step brings its names in. */
export function ByHandScreen({ partners }: Pick<ManageChoices, "partners">) {
  const { submit, isPending, failure, errorAt } = useSubmission(addManualAccountAction);
  const [partnerId, setPartnerId] = useState<string | null>(null);
  const router = useRouter();
  const toast = useToast();

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = valuesIn(new FormData(event.currentTarget));
    const added = await submit({ ...values, defaultPartnerId: partnerId });
    if (!added) return;
    toast({ title: `${values.name.trim()} is set up.`, description: "Bring its names in now." });
    router.push(withQuery(`/settings/accounts/${added.accountId}/names`, {}));
  };

  return (
    <>
      <PageHeader title="A registrar without an API" crumb="Kept by hand" />
      <div className="grid max-w-190 gap-4">
        <Notice tone="info" title="Its names come from files you bring in.">
          Nobody is called: no sync reads the account, and nothing can be changed at the registrar
          from here.
        </Notice>
        <Card title="Account">
          <form
            method="post"
            noValidate
            className="grid gap-4"
            onSubmit={(event) => void save(event)}
          >
            <div role="alert" className="empty:hidden">
              {failure && <Notice tone="bad" title={failure.message} />}
            </div>
            <ByHandFields
              values={BLANK}
              partners={partners}
              partnerId={partnerId}
              onPartner={setPartnerId}
              errorAt={errorAt}
            />
            <div className="flex flex-wrap gap-2">
              <Button type="submit" variant="primary" pending={isPending}>
                Set up and bring names in
              </Button>
              <LinkButton href="/settings/accounts">Cancel</LinkButton>
            </div>
          </form>
        </Card>
      </div>
    </>
  );
}
