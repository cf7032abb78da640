"use client";

import { useQuery } from "@tanstack/react-query";
import type { DnsCheckDto } from "@/server/dns/schemas";
import type { DomainDetailDto } from "@/server/domains/schemas";
import { setQueries } from "../nameserver-sets/queries";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Status } from "../ui/status";
import { DnsResult, ServerMark } from "./dns-result";
import { domainQueries } from "./queries";

/** What the hosts have in common behind their first label. */
function parentOf(hosts: readonly string[]): string | undefined {
  const parents = new Set(hosts.map((host) => host.slice(host.indexOf(".") + 1)));
  return parents.size === 1 ? [...parents][0] : undefined;
}

const key = (hosts: readonly string[]) => [...hosts].sort().join(" ");

/** The name the nameservers go by: that of a set they are, or else what they have in common. */
function useSetName(hosts: readonly string[] | null): string | undefined {
  const { data: sets = [] } = useQuery(setQueries.all());
  if (!hosts || hosts.length === 0) return undefined;
  return sets.find((set) => key(set.hosts) === key(hosts))?.name ?? parentOf(hosts);
}

/** Where the name is delegated to as the registrar tells it, and on demand what the DNS says of it. */
export function NameserversCard({ domain }: { domain: DomainDetailDto }) {
  const hosts = domain.nameservers;
  const name = useSetName(hosts);
  const check = useQuery(domainQueries.dns(domain.name));
  const isAsked = check.data !== undefined || check.isError;
  return (
    <Card
      title="Delegation"
      note={name && `set ${name}`}
      action={
        <Button size="s" pending={check.isFetching} onClick={() => void check.refetch()}>
          {isAsked ? "Check again" : "Check DNS"}
        </Button>
      }
    >
      <Hosts hosts={hosts} check={check.data} />
      <p className="mt-1 flex items-center justify-between border-line border-t pt-2">
        <span className="text-ink-2">DNSSEC</span>
        <Dnssec isOn={domain.dnssec} />
      </p>
      <DnsResult check={check.data} error={check.error} isBusy={check.isFetching} />
    </Card>
  );
}

type HostsProps = { hosts: readonly string[] | null; check: DnsCheckDto | undefined };

function Hosts({ hosts, check }: HostsProps) {
  if (hosts === null)
    return <p className="text-ink-3">The registrar has not told the nameservers yet.</p>;
  if (hosts.length === 0)
    return <p className="text-ink-2">No nameservers are set: the name does not resolve.</p>;
  return (
    <ul>
      {hosts.map((host) => {
        const server = check?.servers.find((one) => one.host === host);
        return (
          <li key={host} className="border-line border-t py-1.5 first:border-t-0">
            <span className="block font-mono text-12 leading-4.5 [overflow-wrap:anywhere]">
              {host}
            </span>
            {server && <ServerMark server={server} />}
          </li>
        );
      })}
    </ul>
  );
}

function Dnssec({ isOn }: { isOn: boolean | null }) {
  if (isOn === null) return <Status tone="muted">Not told</Status>;
  return isOn ? (
    <Status tone="ok">Signed</Status>
  ) : (
    <Status tone="plain" icon="dot">
      Not signed
    </Status>
  );
}
