"use client";

import type { FormEvent } from "react";
import type { ConnectChoice, ConnectionInput } from "@/server/accounts/schemas";
import type { ApiError } from "../../query/api-error";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Notice } from "../../ui/notice";
import { RadioGroup } from "../../ui/radio-group";
import { CredentialFields } from "../credential-fields";
import { ProxyChoice } from "./proxy-choice";

type ConnectionFormProps = {
  guides: readonly ConnectChoice[];
  connection: ConnectionInput;
  onChange: (connection: ConnectionInput) => void;
  onTest: () => void;
  isPending: boolean;
  failure: ApiError | undefined;
  errorAt: (field: string) => readonly string[] | undefined;
};

/** Which registrar, where, and with which key; beside it what the registrar asks for. */
export function ConnectionForm(props: ConnectionFormProps) {
  const { guides, connection, onChange, isPending, failure, errorAt } = props;
  const guide = guides.find(({ registrar }) => registrar === connection.registrar);
  if (!guide) return null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onTest();
  };
  const choose = (registrar: ConnectChoice["registrar"]) => {
    const endpoint = guides.find((one) => one.registrar === registrar)?.endpoints[0]?.value;
    onChange({ registrar, endpoint: endpoint ?? "production", credential: {} });
  };

  return (
    <Card title="Key" note={`for ${guide.name}`}>
      <form method="post" noValidate className="grid gap-5" onSubmit={submit}>
        <div role="alert" className="empty:hidden">
          {failure && <Notice tone="bad" title={failure.message} />}
        </div>
        {guides.length > 1 && (
          <RadioGroup
            legend="Registrar"
            name="registrar"
            choices={guides.map(({ registrar, name }) => ({ value: registrar, label: name }))}
            value={connection.registrar}
            onChange={choose}
          />
        )}
        <RadioGroup
          legend="Where"
          name="endpoint"
          choices={guide.endpoints}
          value={connection.endpoint}
          onChange={(endpoint) => onChange({ ...connection, endpoint })}
          error={errorAt("endpoint")?.join(" ")}
        />
        <Guide guide={guide} />
        <CredentialFields
          fields={guide.fields}
          values={connection.credential}
          onChange={(credential) => onChange({ ...connection, credential })}
          errorAt={errorAt}
        />
        <ProxyChoice
          proxy={connection.proxy ?? null}
          onChange={(proxy) => onChange({ ...connection, proxy })}
          errorAt={errorAt}
        />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" pending={isPending}>
            Test
          </Button>
          <span className="text-12 text-ink-3">Asks the registrar; changes and saves nothing.</span>
        </div>
      </form>
    </Card>
  );
}

function Guide({ guide }: { guide: ConnectChoice }) {
  return (
    <section
      aria-label={`About ${guide.name}`}
      className="rounded-s bg-sunken px-3 py-2.5 text-ink-2"
    >
      <h3 className="font-medium text-ink">What the key must allow</h3>
      <List lines={guide.scopes} />
      <h3 className="mt-2 font-medium text-ink">Good to know</h3>
      <List lines={guide.limits} />
    </section>
  );
}

const List = ({ lines }: { lines: readonly string[] }) => (
  <ul className="list-disc pl-5">
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);
