"use client";

import { useState } from "react";
import type { NewSecretDto, PersonDto } from "@/server/people/schemas";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { NewSecretDialog } from "./new-secret-dialog";
import type { PartnerChoice } from "./partner-choice";
import { PeopleTable } from "./people-table";
import { PersonForm } from "./person-form";

type PeopleScreenProps = {
  people: readonly PersonDto[];
  /** Those that a customer can be given to. */
  partners: readonly PartnerChoice[];
};

/** Everyone who may sign in, for administrators. */
export function PeopleScreen({ people, partners }: PeopleScreenProps) {
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<NewSecretDto | null>(null);
  const disabled = people.filter(({ disabledAt }) => disabledAt).length;
  return (
    <>
      <PageHeader
        title="People"
        facts={`${people.length} ${people.length === 1 ? "person" : "people"}${disabled > 0 ? ` · ${disabled} disabled` : ""}`}
        actions={
          <Button variant="primary" onClick={() => setAdding(true)}>
            Add a person…
          </Button>
        }
      />
      <Card padded={false}>
        <PeopleTable people={people} partners={partners} onSecret={setSecret} />
      </Card>
      {isAdding && (
        <PersonForm partners={partners} onClose={() => setAdding(false)} onSecret={setSecret} />
      )}
      <NewSecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}
