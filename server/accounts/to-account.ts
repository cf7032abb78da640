import { z } from "zod";
import { holds } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { iso } from "../kernel/instant";
import { accountCurrency } from "../registrars/currencies";
import { CAPABILITIES } from "../registrars/gateway";
import { REGISTRAR_GUIDES } from "../registrars/guides";
import { failureDto } from "./failure-steps";
import {
  type AccountDto,
  type AccountState,
  CapabilityTestDto,
  type FailureDto,
  type LimitDto,
} from "./schemas";
import type { AccountRow } from "./store";

/** What sync writes down of a failure. */
const Failure = z.object({ code: z.string(), message: z.string(), at: z.string() });
const Results = z.array(CapabilityTestDto);

function failureOf(stored: unknown): FailureDto | null {
  const failure = Failure.safeParse(stored);
  return failure.success ? failureDto(failure.data, iso(failure.data.at)) : null;
}

function testsOf({ testResults, testedAt }: AccountRow["account"]): AccountDto["tests"] {
  const results = Results.safeParse(testResults);
  return results.success && testedAt ? { at: iso(testedAt), results: results.data } : null;
}

function stateOf(row: AccountRow, failure: FailureDto | null): AccountState {
  if (row.account.registrar === "manual") return "by_hand";
  if (row.isSyncing) return "syncing";
  if (failure) return "failing";
  return row.account.lastGoodCallAt ? "ok" : "waiting";
}

function capabilitiesOf(ctx: ServiceContext, row: AccountRow): AccountDto["capabilities"] {
  const gateway = ctx.registrars.open(row.account);
  return CAPABILITIES.map((capability) => {
    if (!gateway.ok) return { capability, isMet: false, reason: gateway.error.message };
    const flag = gateway.value.capabilities[capability];
    return flag.supported
      ? { capability, isMet: true, reason: "" }
      : { capability, isMet: false, reason: flag.reason };
  });
}

const proxyOf = (
  { proxyUrl, proxyUsername, proxyPassword }: AccountRow["account"],
  isManager: boolean,
): AccountDto["proxy"] =>
  proxyUrl === null
    ? null
    : {
        url: proxyUrl,
        username: isManager ? proxyUsername : null,
        hasPassword: isManager && proxyPassword !== null,
      };

/** What the registrar, and the way to it, are called. */
function namesOf({
  registrar,
  registrarLabel,
  endpoint,
}: AccountRow["account"]): Pick<AccountDto, "registrarName" | "endpointLabel"> {
  if (registrar === "manual")
    return { registrarName: registrarLabel ?? "", endpointLabel: "Kept by hand" };
  const { name, endpoints } = REGISTRAR_GUIDES[registrar];
  const label = endpoints.find(({ value }) => value === endpoint)?.label;
  return { registrarName: name, endpointLabel: label ?? endpoint };
}

/** After so many days names that nobody asks about can hardly be right any more. */
const STALE_DAYS = 30;
const DAY_MS = 86_400_000;

function byHandOf(ctx: ServiceContext, { account, broughtInAt }: AccountRow): AccountDto["byHand"] {
  if (account.registrar !== "manual") return null;
  const ageMs = broughtInAt === null ? 0 : ctx.now().getTime() - Date.parse(broughtInAt);
  return {
    panelUrl: account.panelUrl,
    broughtInAt: iso(broughtInAt),
    isStale: ageMs > STALE_DAYS * DAY_MS,
  };
}

/** A row as the caller may see it: staff see names and health, administrators the hint of the key as well. */
export function toAccount(
  ctx: ServiceContext,
  row: AccountRow,
  limits: readonly LimitDto[],
): AccountDto {
  const { account, partnerName } = row;
  const failure = failureOf(account.lastFailure);
  const isManager = holds(ctx.actor, "account.manage");
  return {
    id: account.id,
    name: account.name,
    registrar: account.registrar,
    endpoint: account.endpoint,
    ...namesOf(account),
    byHand: byHandOf(ctx, row),
    state: stateOf(row, failure),
    names: row.names,
    capabilities: capabilitiesOf(ctx, row),
    lastGoodCallAt: iso(account.lastGoodCallAt),
    failure,
    breakers: row.breakers.map((breaker) => ({ ...breaker, until: iso(breaker.until) })),
    limits: [...limits],
    proxy: proxyOf(account, isManager),
    mode: account.mode === "full" ? "full" : "read_only",
    paidCallsAt: iso(account.paidCallsAt),
    events: { url: `${environment().appUrl}/api/webhooks/${account.id}`, secrets: row.secrets },
    defaultPartner: account.defaultPartnerId
      ? { id: account.defaultPartnerId, name: partnerName ?? "" }
      : null,
    currency: { code: accountCurrency(account), isUsual: account.currency === null },
    syncIntervalMinutes: account.syncIntervalMinutes,
    nextSyncAt: iso(account.nextSyncAt),
    createdAt: iso(account.createdAt),
    tests: testsOf(account),
    key:
      isManager && account.registrar !== "manual"
        ? { hint: account.credentialHint, changedAt: iso(account.credentialChangedAt) }
        : null,
  };
}
