import { z } from "zod";
import { KEY_HOLDERS, type Permission } from "../../auth/policy";
import { AvailabilityDto } from "../../availability/schemas";
import {
  AlikeDecidedDto,
  AlikeDto,
  ConflictCountsDto,
  ConflictDto,
  ConflictListDto,
  DecideAlikeInput,
  DecideConflictInput,
  EMPTY_CONFLICT_QUERY,
} from "../../conflicts/schemas";
import { ContactDto, ContactListDto } from "../../contacts/schemas";
import { DnsCheckDto } from "../../dns/schemas";
import {
  DomainCapabilitiesDto,
  DomainDetailDto,
  DomainEdits,
  DomainListDto,
} from "../../domains/schemas";
import {
  AddNameserverSetInput,
  ChangeNameserverSetInput,
  NameserverSetDto,
  NameserverSetsDto,
} from "../../nameserver-sets/schemas";
import { EMPTY_OPERATION_QUERY, OperationDto, OperationListDto } from "../../operations/schemas";
import { EMPTY_PLAN_QUERY, EMPTY_PLAN_ROW_QUERY } from "../../plans/queries";
import {
  ApplyPlanInput,
  DomainChangesDto,
  MakePlanInput,
  PlanDto,
  PlanListDto,
  PlanRowsDto,
  RemoveKeysFirstInput,
} from "../../plans/schemas";
import { EMPTY_QUERY } from "../../portfolio/query";
import { PortfolioFacets, PortfolioOverview } from "../../portfolio/schemas";
import {
  EMPTY_ALERT_QUERY,
  EMPTY_PRICE_HISTORY_QUERY,
  EMPTY_PRICE_RUNS_QUERY,
  EMPTY_QUOTE_QUERY,
  EMPTY_TLD_PRICES_QUERY,
} from "../../prices/queries";
import {
  ForecastDto,
  NamePriceDto,
  NameQuotesDto,
  PriceAlertListDto,
  PriceHistoryDto,
  PriceRulesDto,
  PriceRunListDto,
  TldPricesDto,
} from "../../prices/schemas";
import { MakeRegistrationPlanInput } from "../../registrations/schemas";
import { EMPTY_RUN_QUERY, SyncRunDetailDto, SyncRunListDto } from "../../sync/schemas";
import {
  CodesDto,
  MakeTransferPlanInput,
  SetTransferChoicesInput,
  SetTransferCodesInput,
  TransferDto,
  TransferListDto,
  TransfersOutDto,
} from "../../transfers/schemas";

/** One thing a program can ask of the API. `body` and `answer` are the very schemas the verbs parse and promise. */
export type Endpoint = {
  readonly method: "get" | "post" | "patch";
  /** Below /api/v1. */
  readonly path: string;
  readonly summary: string;
  readonly permission: Permission;
  /** Names of query parameters; those of lists may stand several times. */
  readonly query?: readonly string[];
  readonly body?: z.ZodType;
  readonly answer: z.ZodType | "csv";
  /** Whether the header Idempotency-Key names the intent. */
  readonly hasIntent?: boolean;
};

const parametersOf = (empty: object): readonly string[] => Object.keys(empty);
const withoutId = <S extends z.ZodObject>(schema: S) => schema.omit({ id: true } as never);

/** Whatever a key of some scope may ask. Everything else of /api/v1 is for people. */
export const ENDPOINTS: readonly Endpoint[] = [
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
  {
    method: "get",
    path: "/availability",
    summary: "Whether a name can be registered",
    permission: "availability.check",
    query: ["name"],
    answer: AvailabilityDto,
  },
  {
    method: "get",
    path: "/openapi.json",
    summary: "This description",
    permission: "domain.read",
    answer: z.record(z.string(), z.unknown()),
  },
  {
    method: "get",
    path: "/plans",
    summary: "Plans that were started, or wait for approval",
    permission: "operation.read",
    query: parametersOf(EMPTY_PLAN_QUERY),
    answer: PlanListDto,
  },
  {
    method: "post",
    path: "/plans",
    summary:
      "Preview a change of one name or many: renew, nameservers, lock, auto-renew. Nothing is sent",
    permission: "domain.change",
    body: MakePlanInput,
    answer: PlanDto,
    hasIntent: true,
  },
  {
    method: "get",
    path: "/plans/running",
    summary: "Plans that run now",
    permission: "operation.read",
    answer: z.array(PlanDto),
  },
  {
    method: "get",
    path: "/plans/{id}",
    summary: "A plan with its counts",
    permission: "operation.read",
    answer: PlanDto,
  },
  {
    method: "get",
    path: "/plans/{id}/rows",
    summary: "The names of a plan, each with its verdict and what became of it",
    permission: "operation.read",
    query: parametersOf(EMPTY_PLAN_ROW_QUERY),
    answer: PlanRowsDto,
  },
  {
    method: "get",
    path: "/plans/{id}/export",
    summary: "The names of a plan as CSV",
    permission: "operation.read",
    query: parametersOf(EMPTY_PLAN_ROW_QUERY),
    answer: "csv",
  },
  {
    method: "post",
    path: "/plans/{id}/remove-keys-first",
    summary:
      "Two plans of the names that would stop resolving: their keys (DS) go first, the nameservers wait for that",
    permission: "domain.change",
    body: withoutId(RemoveKeysFirstInput),
    answer: PlanDto,
    hasIntent: true,
  },
  {
    method: "post",
    path: "/plans/{id}/apply",
    summary: "Start a plan that was looked at, told by its hash. Started twice, it is started once",
    permission: "operation.read",
    body: withoutId(ApplyPlanInput),
    answer: PlanDto,
  },
  ...(["pause", "resume", "cancel"] as const).map(
    (verb): Endpoint => ({
      method: "post",
      path: `/plans/{id}/${verb}`,
      summary: `${verb[0]?.toUpperCase()}${verb.slice(1)} what was not sent yet of a plan`,
      permission: "operation.read",
      answer: PlanDto,
    }),
  ),
  {
    method: "get",
    path: "/operations",
    summary: "Changes at registrars, newest first",
    permission: "operation.read",
    query: parametersOf(EMPTY_OPERATION_QUERY),
    answer: OperationListDto,
  },
  {
    method: "get",
    path: "/operations/{id}",
    summary: "One change at a registrar",
    permission: "operation.read",
    answer: OperationDto,
  },
  {
    method: "post",
    path: "/operations/{id}/cancel",
    summary: "End a change that was not sent yet",
    permission: "domain.change",
    answer: OperationDto,
  },
  {
    method: "post",
    path: "/registrations",
    summary: "Preview the registration of names. Nothing is sent; start the plan to register them",
    permission: "domain.pay",
    body: MakeRegistrationPlanInput,
    answer: PlanDto,
    hasIntent: true,
  },
  {
    method: "get",
    path: "/transfers",
    summary: "Names on their way, and transfers that were begun",
    permission: "operation.read",
    answer: TransferListDto,
  },
  {
    method: "post",
    path: "/transfers",
    summary: "Look at names that are to come over. Nothing is ordered; start the plan to do so",
    permission: "domain.pay",
    body: MakeTransferPlanInput,
    answer: TransferDto,
    hasIntent: true,
  },
  {
    method: "get",
    path: "/transfers/{id}",
    summary: "A transfer with its names",
    permission: "operation.read",
    answer: TransferDto,
  },
  {
    method: "post",
    path: "/transfers/{id}/codes",
    summary: "Keep auth codes, sealed",
    permission: "domain.pay",
    body: withoutId(SetTransferCodesInput),
    answer: CodesDto,
  },
  {
    method: "post",
    path: "/transfers/{id}/choices",
    summary: "Choose nameservers and registrant for all names of a transfer",
    permission: "domain.pay",
    body: withoutId(SetTransferChoicesInput),
    answer: TransferDto,
  },
  {
    method: "post",
    path: "/transfers/{id}/recheck",
    summary: "Look at the names of a transfer once more",
    permission: "domain.pay",
    answer: TransferDto,
  },
  {
    method: "get",
    path: "/nameserver-sets",
    summary: "Nameservers that go by a name",
    permission: "domain.read",
    answer: NameserverSetsDto,
  },
  {
    method: "post",
    path: "/nameserver-sets",
    summary: "Give some nameservers a name",
    permission: "nameserver_set.manage",
    body: AddNameserverSetInput,
    answer: NameserverSetDto,
  },
  {
    method: "patch",
    path: "/nameserver-sets/{id}",
    summary: "Rename a set of nameservers, or change it; names keep what they have",
    permission: "nameserver_set.manage",
    body: ChangeNameserverSetInput.omit({ setId: true }),
    answer: NameserverSetDto,
  },
  {
    method: "post",
    path: "/nameserver-sets/{id}/remove",
    summary: "Forget a set of nameservers; names keep theirs",
    permission: "nameserver_set.manage",
    answer: z.object({ removed: z.string() }),
  },
  {
    method: "get",
    path: "/contacts",
    summary: "Contacts, without their personal numbers",
    permission: "contact.read",
    query: ["q", "partner", "limit", "cursor"],
    answer: ContactListDto,
  },
  {
    method: "get",
    path: "/contacts/{id}",
    summary: "One contact, without its personal number",
    permission: "contact.read",
    answer: ContactDto,
  },
  {
    method: "get",
    path: "/domains/{name}/price",
    summary: "What a year of a name costs, how that came, and the most it may cost",
    permission: "domain.read",
    answer: NamePriceDto,
  },
  {
    method: "get",
    path: "/prices",
    summary: "What endings cost, account by account",
    permission: "price.read",
    query: parametersOf(EMPTY_TLD_PRICES_QUERY),
    answer: TldPricesDto,
  },
  {
    method: "get",
    path: "/prices/alerts",
    summary: "Moves of prices beyond the rules, newest first",
    permission: "price.read",
    query: parametersOf(EMPTY_ALERT_QUERY),
    answer: PriceAlertListDto,
  },
  {
    method: "get",
    path: "/prices/history",
    summary: "Every price that an ending, or a name with a price of its own, ever had",
    permission: "price.read",
    query: parametersOf(EMPTY_PRICE_HISTORY_QUERY),
    answer: PriceHistoryDto,
  },
  {
    method: "get",
    path: "/prices/quotes",
    summary: "Names with what a year of each costs",
    permission: "price.read",
    query: parametersOf(EMPTY_QUOTE_QUERY),
    answer: NameQuotesDto,
  },
  {
    method: "get",
    path: "/prices/forecast",
    summary: "What renewals of the next twelve months cost, by account and currency",
    permission: "price.read",
    answer: ForecastDto,
  },
  {
    method: "get",
    path: "/prices/rules",
    summary: "When a move of a price is worth an alert, and who is told",
    permission: "price.read",
    answer: PriceRulesDto,
  },
  {
    method: "get",
    path: "/prices/runs",
    summary: "Every asking for prices, newest first",
    permission: "price.read",
    query: parametersOf(EMPTY_PRICE_RUNS_QUERY),
    answer: PriceRunListDto,
  },
  {
    method: "get",
    path: "/sync/runs",
    summary: "Readings of registrars, newest first",
    permission: "sync.read",
    query: parametersOf(EMPTY_RUN_QUERY),
    answer: SyncRunListDto,
  },
  {
    method: "get",
    path: "/sync/runs/{id}",
    summary: "One reading of a registrar",
    permission: "sync.read",
    answer: SyncRunDetailDto,
  },
  {
    method: "get",
    path: "/conflicts",
    summary: "What registrars told that waits for a decision, or was decided",
    permission: "conflict.read",
    query: parametersOf(EMPTY_CONFLICT_QUERY),
    answer: ConflictListDto,
  },
  {
    method: "get",
    path: "/conflicts/counts",
    summary: "How many conflicts wait, by field, rule and account",
    permission: "conflict.read",
    query: ["partner"],
    answer: ConflictCountsDto,
  },
  {
    method: "get",
    path: "/conflicts/{id}",
    summary: "One conflict, with what may be chosen",
    permission: "conflict.read",
    answer: ConflictDto,
  },
  {
    method: "get",
    path: "/conflicts/{id}/alike",
    summary: "How many conflicts alike a choice would decide",
    permission: "conflict.decide",
    query: ["choice"],
    answer: AlikeDto,
  },
  {
    method: "post",
    path: "/conflicts/{id}/decide",
    summary:
      "Decide about one conflict. To push makes a plan; nothing is sent before it is started",
    permission: "conflict.decide",
    body: withoutId(DecideConflictInput),
    answer: ConflictDto,
    hasIntent: true,
  },
  {
    method: "post",
    path: "/conflicts/{id}/alike",
    summary: "Decide about all conflicts alike, as they were counted",
    permission: "conflict.decide",
    body: withoutId(DecideAlikeInput),
    answer: AlikeDecidedDto,
    hasIntent: true,
  },
  {
    method: "post",
    path: "/conflicts/{id}/undo",
    summary: "Take a decision back, as long as nothing else changed what it wrote",
    permission: "conflict.decide",
    answer: ConflictDto,
  },
];

/** The scope a key needs for an endpoint. */
export const scopeOf = ({ permission }: Endpoint) => KEY_HOLDERS[permission];
