"use client";

import { useQuery } from "@tanstack/react-query";
import type {
  DomainCapabilitiesDto,
  DomainDetailDto,
  OperationDto,
} from "@/server/domains/schemas";
import { domainQueries } from "../domains/queries";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DomainNameText } from "../ui/domain-name-text";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { SkeletonBlock } from "../ui/skeleton";
import { Status } from "../ui/status";
import { withQuery } from "../ui/with-query";
import { RequestsOut } from "./requests-out";
import { RevealCode } from "./reveal-code";
import { UnlockLease } from "./unlock-lease";

type TransferOutProps = {
  name: string;
  /** Whether this role may be shown auth codes. */
  canReveal: boolean;
  /** Whether this role decides about names that are asked away. */
  canAnswer: boolean;
};

/** How a name leaves for another registrar: what stands in the way, the lock, and the code. */
export function TransferOutScreen({ name, ...may }: TransferOutProps) {
  const detail = useQuery(domainQueries.detail(name));
  const abilities = useQuery(domainQueries.capabilities(name));
  const error = detail.error ?? abilities.error;
  if (detail.data && abilities.data)
    return <Leaving domain={detail.data} abilities={abilities.data} {...may} />;
  if (!error) return <SkeletonBlock label={`Loading ${name}`} lines={8} />;
  return (
    <ErrorState
      level={1}
      title={`${name} could not be loaded.`}
      cause={error.message}
      retry={
        <Button onClick={() => void Promise.all([detail.refetch(), abilities.refetch()])}>
          Try again
        </Button>
      }
    />
  );
}

type LeavingProps = Omit<TransferOutProps, "name"> & {
  domain: DomainDetailDto;
  abilities: DomainCapabilitiesDto;
};

function Leaving({ domain, abilities, canReveal, canAnswer }: LeavingProps) {
  const find = (wanted: OperationDto["operation"]) =>
    abilities.operations.find(({ operation }) => operation === wanted);
  const code = find("auth_code");
  return (
    <>
      <PageHeader
        title={
          <>
            Transfer <DomainNameText name={domain.nameUnicode} ascii={domain.name} /> out
          </>
        }
        facts={`now in ${domain.account.name}`}
        crumb={domain.nameUnicode}
        actions={<LinkButton href={withQuery(`/domains/${domain.name}`, {})}>Its page</LinkButton>}
      />
      <div className="grid max-w-190 gap-4">
        <Way transfer={find("transfer")} />
        {domain.lockState !== "unsupported" && (
          <Card title="Transfer lock">
            <UnlockLease domain={domain} lock={find("lock")} />
          </Card>
        )}
        <Card title="Auth code">
          {canReveal && code?.isPossible ? (
            <RevealCode name={domain.name} />
          ) : (
            <p className="text-ink-2">
              {canReveal
                ? code?.reason
                : "Your role is not shown auth codes; the partner or an administrator is."}
            </p>
          )}
        </Card>
        <RequestsOut name={domain.name} panel={abilities.panel} canAnswer={canAnswer} />
      </div>
    </>
  );
}

function Way({ transfer }: { transfer: OperationDto | undefined }) {
  if (!transfer) return null;
  return (
    <Card title="Whether it may leave">
      {transfer.isPossible ? (
        <Status tone="ok">It may leave now</Status>
      ) : (
        <Status tone="warn">Not now</Status>
      )}
      <p className="pt-1 text-ink-2">{transfer.reason ?? transfer.note}</p>
      <ul className="grid gap-1 pt-2 text-12 text-ink-2">
        {transfer.rules.map(({ text, source }) => (
          <li key={text}>
            {text}. <span className="text-ink-3">{source}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
