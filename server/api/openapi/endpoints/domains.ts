import { DnsCheckDto } from "../../../dns/schemas";
import {
  DomainCapabilitiesDto,
  DomainDetailDto,
  DomainEdits,
  DomainListDto,
} from "../../../domains/schemas";
import { DomainChangesDto } from "../../../plans/schemas";
import { EMPTY_QUERY } from "../../../portfolio/query";
import { PortfolioFacets, PortfolioOverview } from "../../../portfolio/schemas";
import { TransfersOutDto } from "../../../transfers/schemas";
import { type Endpoint, parametersOf } from "../endpoint";

/** What can be asked of names that are ours. */
export const DOMAINS: readonly Endpoint[] = [
  {
    method: "get",
    path: "/domains",
    summary: "Names, filtered and sorted, page by page",
    permission: "domain.read",
    query: parametersOf(EMPTY_QUERY),
    answer: DomainListDto,
  },
  {
    method: "get",
    path: "/domains/facets",
    summary: "How many names each filter would leave",
    permission: "domain.read",
    query: parametersOf(EMPTY_QUERY),
    answer: PortfolioFacets,
  },
  {
    method: "get",
    path: "/domains/overview",
    summary: "The portfolio in numbers",
    permission: "domain.read",
    query: ["partner"],
    answer: PortfolioOverview,
  },
  {
    method: "get",
    path: "/domains/export",
    summary: "The names of a filter as CSV",
    permission: "domain.export",
    query: [...parametersOf(EMPTY_QUERY), "profile"],
    answer: "csv",
  },
  {
    method: "get",
    path: "/domains/{name}",
    summary: "One name, by its id or its spelling, with what the registrar said of it",
    permission: "domain.read",
    answer: DomainDetailDto,
  },
  {
    method: "patch",
    path: "/domains/{name}",
    summary: "Change what is ours of a name: notes, tags, the auto-renew wish, the critical mark",
    permission: "domain.edit",
    body: DomainEdits,
    answer: DomainDetailDto,
  },
  {
    method: "get",
    path: "/domains/{name}/capabilities",
    summary: "What can be done with a name, and why the rest cannot",
    permission: "domain.read",
    answer: DomainCapabilitiesDto,
  },
  {
    method: "get",
    path: "/domains/{name}/transfers-out",
    summary: "What other registrars ask for a name, read at its registrar",
    permission: "domain.read",
    answer: TransfersOutDto,
  },
  {
    method: "get",
    path: "/domains/{name}/dns",
    summary: "What the DNS says of a name now: keys at the zone above, and each of its nameservers",
    permission: "domain.read",
    answer: DnsCheckDto,
  },
  {
    method: "get",
    path: "/domains/{name}/changes",
    summary: "What goes on with a name: changes that have not ended, and until when it is unlocked",
    permission: "operation.read",
    answer: DomainChangesDto,
  },
];
