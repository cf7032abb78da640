import type { DomainDetailDto } from "@/server/domains/schemas";
import { Card } from "../ui/card";
import { Status } from "../ui/status";

/** What the hosts have in common behind their first label: the name a set goes by. */
function setName(hosts: readonly string[]): string | undefined {
  const parents = new Set(hosts.map((host) => host.slice(host.indexOf(".") + 1)));
  return parents.size === 1 ? [...parents][0] : undefined;
}

/** Where the name is delegated to, as the registrar tells it. */
export function NameserversCard({ domain }: { domain: DomainDetailDto }) {
  const hosts = domain.nameservers;
  const name = hosts && setName(hosts);
  return (
    <Card title="Delegation" note={name && `set ${name}`}>
      {hosts === null ? (
        <p className="text-ink-3">The registrar has not told the nameservers yet.</p>
      ) : hosts.length === 0 ? (
        <p className="text-ink-2">No nameservers are set: the name does not resolve.</p>
      ) : (
        <ul>
          {hosts.map((host) => (
            <li
              key={host}
              className="border-line border-t py-1.5 font-mono text-12 leading-4.5 [overflow-wrap:anywhere] first:border-t-0"
            >
              {host}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-1 flex items-center justify-between border-line border-t pt-2">
        <span className="text-ink-2">DNSSEC</span>
        <Dnssec isOn={domain.dnssec} />
      </p>
    </Card>
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
