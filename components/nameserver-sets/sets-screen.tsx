"use client";

import { useQuery } from "@tanstack/react-query";
import { Server } from "lucide-react";
import { useState } from "react";
import type { NameserverSetDto } from "@/server/nameserver-sets/schemas";
import { Told } from "../query/told";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { setQueries } from "./queries";
import { type PartnerChoice, SetForm } from "./set-form";
import { SetsTable } from "./sets-table";

type SetsScreenProps = {
  /** Null for those who have one partner only. */
  partners: readonly PartnerChoice[] | null;
};

/** Nameservers that go by a name: offered wherever nameservers are set. */
export function SetsScreen({ partners }: SetsScreenProps) {
  const sets = useQuery(setQueries.all());
  const [form, setForm] = useState<{ set?: NameserverSetDto } | null>(null);
  const add = (
    <Button variant="primary" onClick={() => setForm({})}>
      Add a set…
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Nameserver sets"
        facts="nameservers that go by a name, offered wherever they are set"
        actions={add}
      />
      <Card padded={false}>
        <Told what="sets" query={sets} lines={4}>
          {(told) =>
            told.length === 0 ? (
              <EmptyState icon={<Server />} title="No sets yet." action={add}>
                A set is two to thirteen nameservers with a name, so that nobody types them twice.
              </EmptyState>
            ) : (
              <SetsTable
                sets={told}
                isHouse={partners !== null}
                isBusy={sets.isFetching}
                onChange={(set) => setForm({ set })}
              />
            )
          }
        </Told>
      </Card>
      {form && (
        <SetForm
          {...(form.set ? { set: form.set } : {})}
          partners={partners}
          onClose={() => setForm(null)}
        />
      )}
    </>
  );
}
