"use client";

import { useQuery } from "@tanstack/react-query";
import { Server } from "lucide-react";
import { useState } from "react";
import type { NameserverSetDto } from "@/server/nameserver-sets/schemas";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonBlock } from "../ui/skeleton";
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
        {sets.data?.length === 0 ? (
          <EmptyState icon={<Server />} title="No sets yet." action={add}>
            A set is two to thirteen nameservers with a name, so that nobody types them twice.
          </EmptyState>
        ) : sets.data ? (
          <SetsTable
            sets={sets.data}
            isHouse={partners !== null}
            isBusy={sets.isFetching}
            onChange={(set) => setForm({ set })}
          />
        ) : sets.isError ? (
          <ErrorState
            title="The sets could not be loaded."
            cause={sets.error.message}
            retry={<Button onClick={() => void sets.refetch()}>Try again</Button>}
          />
        ) : (
          <SkeletonBlock label="Loading the sets" lines={4} className="p-3.5" />
        )}
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
