"use client";

import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import type {
  DomainCapabilitiesDto,
  DomainDetailDto,
  OperationDto,
} from "@/server/domains/schemas";
import { isPlanAsked, type PlanAsked } from "../plans/start/plan-dialog";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { SkeletonBlock } from "../ui/skeleton";
import { Status } from "../ui/status";
import { Table, Td } from "../ui/table";
import { Th } from "../ui/table-head";
import { domainQueries } from "./queries";
import { CONFIDENCE_WORDS, OPERATION_WORDS } from "./words";

type ControlsCardProps = {
  domain: DomainDetailDto;
  /** Opens the box in which a change is asked for. */
  onAsk: (asked: PlanAsked) => void;
};

/** What can be done with the name, and where something cannot, why not, by whose rule, and where to do it instead. */
export function ControlsCard({ domain, onAsk }: ControlsCardProps) {
  const { data, error, refetch, isFetching } = useQuery(domainQueries.capabilities(domain.name));
  return (
    <Card
      padded={false}
      title="What can be done here"
      note={
        data &&
        (data.ending ? `by the rules of .${data.ending}` : "no rule of its registry is known")
      }
      action={data?.panel && <PanelLink panel={data.panel} />}
    >
      {data ? (
        <Controls operations={data.operations} domain={domain} onAsk={onAsk} />
      ) : error ? (
        <ErrorState
          level={3}
          title="What can be done could not be loaded."
          cause={error.message}
          retry={
            <Button pending={isFetching} onClick={() => void refetch()}>
              Try again
            </Button>
          }
        />
      ) : (
        <div className="px-3.5 pb-3.5">
          <SkeletonBlock label="Loading what can be done" lines={6} />
        </div>
      )}
    </Card>
  );
}

function PanelLink({ panel }: { panel: NonNullable<DomainCapabilitiesDto["panel"]> }) {
  return (
    <a
      href={panel.url}
      target="_blank"
      rel="noreferrer"
      className="link inline-flex min-h-6 items-center gap-1 text-12 pointer-coarse:min-h-11"
    >
      Open {panel.name}
      <ExternalLink className="size-3.5" />
      <span className="sr-only"> in a new tab</span>
    </a>
  );
}

type ControlsProps = ControlsCardProps & { operations: readonly OperationDto[] };

function Controls({ operations, ...rest }: ControlsProps) {
  const ours = operations.flatMap(({ because, reason }) =>
    because === "account" && reason ? [reason] : [],
  );
  return (
    <>
      {[...new Set(ours)].map((reason) => (
        <p key={reason} className="px-3.5 pb-2 text-ink-2">
          {reason}
        </p>
      ))}
      <Table caption="What can be done with the name" stacked>
        <thead>
          <tr>
            <Th>Control</Th>
            <Th>Now</Th>
            <Th>Why</Th>
            <Th>Rules</Th>
          </tr>
        </thead>
        <tbody>
          {operations.map((one) => (
            <Control key={one.operation} control={one} {...rest} />
          ))}
        </tbody>
      </Table>
    </>
  );
}

const HEAD =
  "border-line border-b px-3 py-2.25 text-left align-baseline font-medium max-md:w-full max-md:basis-full max-md:border-0 max-md:p-0 [tr:last-child>&]:border-b-0";

function Control({ control, ...rest }: ControlsCardProps & { control: OperationDto }) {
  const { operation, isPossible, reason, because, note, rules } = control;
  const why = because === "account" ? "Not allowed for this account." : (reason ?? note);
  return (
    <tr>
      <th scope="row" className={HEAD}>
        {OPERATION_WORDS[operation]}
      </th>
      <Td wrap phone="line" className="whitespace-nowrap py-2.25">
        {isPossible ? (
          <Possible operation={operation} {...rest} />
        ) : (
          <Status tone="muted" icon="ban">
            Not possible
          </Status>
        )}
      </Td>
      <Td wrap phone={why ? "line" : "hidden"} className="py-2.25 text-ink-2">
        {why}
      </Td>
      <Td
        wrap
        phone={rules.length > 0 ? "line" : "hidden"}
        className="py-2.25 pr-3.5 text-12 text-ink-2"
      >
        <Rules control={control} />
      </Td>
    </tr>
  );
}

/** The rules of the registry, folded away unless one of them stands in the way. */
const VERBS: Readonly<Record<PlanAsked, (domain: DomainDetailDto) => string>> = {
  renew: () => "Renew…",
  nameservers: () => "Edit nameservers…",
  lock: ({ lockState }) => (lockState === "locked" ? "Unlock…" : "Lock…"),
  contacts: () => "Change contacts…",
  auto_renew: ({ autoRenew }) =>
    autoRenew === "on" ? "Switch auto-renew off…" : "Switch auto-renew on…",
  privacy: ({ privacy }) => (privacy ? "Switch privacy off…" : "Switch privacy on…"),
};

type PossibleProps = ControlsCardProps & Pick<OperationDto, "operation">;

/** What is possible is done from here where it has a box of its own. */
function Possible({ operation, domain, onAsk }: PossibleProps) {
  if (!isPlanAsked(operation)) return <Status tone="ok">Possible</Status>;
  return (
    <Button size="s" onClick={() => onAsk(operation)}>
      {VERBS[operation](domain)}
    </Button>
  );
}

function Rules({ control: { operation, rules, because } }: { control: OperationDto }) {
  if (rules.length === 0) return null;
  return (
    <details open={because === "tld"}>
      <summary className="cursor-pointer whitespace-nowrap rounded-s pointer-coarse:min-h-11 pointer-coarse:content-center">
        {rules.length === 1 ? "1 rule" : `${rules.length} rules`}
        <span className="sr-only"> for {OPERATION_WORDS[operation]}</span>
      </summary>
      <ul className="grid gap-1 pt-1">
        {rules.map(({ text, source, confidence }) => (
          <li key={text}>
            {text}.
            <span className="block text-ink-3">
              {source}
              {confidence !== "high" && `; ${CONFIDENCE_WORDS[confidence]}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
