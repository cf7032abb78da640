"use client";

import type { OperationDto } from "@/server/operations/schemas";
import { fieldLabel } from "../audit/field-words";
import { ValueText } from "../audit/value-text";
import { DefinitionList } from "../ui/definition-list";

const PROVERS: Readonly<Record<string, string>> = {
  reading: "A reading of the registrar",
  person: "A person who looked there",
};

/** What proves that a change happened, or what it waits for: the values as they were read. */
export function Evidence({ operation }: { operation: OperationDto }) {
  const { by, wasSo, ...values } = operation.evidence ?? {};
  const shown = Object.entries(values).filter(([, value]) => value !== null);
  if (!operation.evidence) return null;
  return (
    <section>
      <h3 className="mb-1 font-semibold">
        {operation.state === "completed" ? "What proves it" : "What was read"}
      </h3>
      <DefinitionList
        entries={[
          ...(typeof by === "string"
            ? [{ term: "Known by", value: PROVERS[by] ?? by.replaceAll("_", " ") }]
            : []),
          ...(wasSo === true
            ? [{ term: "Note", value: "It was so already: nothing had to be sent." }]
            : []),
          ...shown.map(([field, value]) => ({
            term: fieldLabel(field),
            value: <ValueText value={value} />,
          })),
        ]}
      />
    </section>
  );
}
