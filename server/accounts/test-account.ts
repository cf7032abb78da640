import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { spend } from "../limits/store";
import type { RegistrarGateway } from "../registrars/gateway";
import { assertCallable } from "./by-hand";
import { tryCapabilities } from "./capability-tests";
import { candidateOf, opened, withNewKey } from "./credential";
import { failureDto } from "./failure-steps";
import * as nameStore from "./names/store";
import { AccountInput, AccountKeyInput, type CapabilityTestDto, ConnectionInput } from "./schemas";
import * as store from "./store";

const TESTS = { times: 20, perSeconds: 600 };

/** Testing costs the registrar's patience, so it is counted per person. @throws AppError `rate_limited` */
export const spendTest = (ctx: ServiceContext): Promise<void> =>
  spend(
    ctx.db,
    `account-test|${ctx.actor.id}`,
    TESTS,
    "That were many tests in a short time. Wait a little, then try again.",
  );

/**
 * Tests an account by asking its registrar, and remembers the results. Changes nothing there.
 * @throws AppError `not_found`; `rate_limited`
 */
export async function testAccount(
  ctx: ServiceContext,
  input: AccountInput,
): Promise<{ results: CapabilityTestDto[] }> {
  authorize(ctx.actor, "account.test");
  const { accountId } = parsed(AccountInput, input);
  const account = await read(ctx, (tx) => store.findAccount(tx, accountId));
  assertCallable(account);
  await spendTest(ctx);
  const gateway = ctx.registrars.open(account);
  const results: CapabilityTestDto[] = gateway.ok
    ? await tryCapabilities(gateway.value)
    : [
        {
          capability: "list",
          outcome: "failed",
          detail: gateway.error.message,
          failure: failureDto(gateway.error),
        },
      ];
  return mutate(ctx, "account.test", async (tx, record) => {
    await store.saveTests(tx, accountId, results);
    await record({
      action: "account.tested",
      objectId: accountId,
      objectName: account.name,
      partnerId: null,
      after: Object.fromEntries(results.map(({ capability, outcome }) => [capability, outcome])),
    });
    return { results };
  });
}

/**
 * Tests an account that is not saved yet. Writes nothing anywhere.
 * @throws AppError `invalid_input`; `registrar_refused`, `registrar_unavailable` when it cannot be opened;
 *   `rate_limited`
 */
export async function testConnection(
  ctx: ServiceContext,
  input: ConnectionInput,
): Promise<{ results: CapabilityTestDto[]; hint: string }> {
  authorize(ctx.actor, "account.manage");
  const candidate = candidateOf(parsed(ConnectionInput, input));
  await spendTest(ctx);
  return { results: await tryCapabilities(opened(ctx, candidate)), hint: candidate.hint };
}

/**
 * Tests a new key for an account before the old one is dropped. Writes nothing.
 *
 * @returns with the results whether the key lists names of the account: one that lists others alone
 *   belongs to another organisation, and the next sync would miss every name
 * @throws AppError as testConnection; `not_found`
 */
export async function testNewKey(
  ctx: ServiceContext,
  input: AccountKeyInput,
): Promise<{ results: CapabilityTestDto[]; hint: string; isStranger: boolean }> {
  authorize(ctx.actor, "account.manage");
  const { accountId, credential } = parsed(AccountKeyInput, input);
  const account = await read(ctx, (tx) => store.findAccount(tx, accountId));
  assertCallable(account);
  const candidate = withNewKey(account, credential);
  await spendTest(ctx);
  const gateway = opened(ctx, candidate);
  const results = await tryCapabilities(gateway);
  const isStranger = isListed(results) && (await listsOthersAlone(ctx, gateway, accountId));
  return { results, hint: candidate.hint, isStranger };
}

const isListed = (results: readonly CapabilityTestDto[]) =>
  results.some(({ capability, outcome }) => capability === "list" && outcome === "ok");

async function listsOthersAlone(
  ctx: ServiceContext,
  gateway: RegistrarGateway,
  accountId: string,
): Promise<boolean> {
  const page = await gateway.listDomains({});
  if (!page.ok) return false;
  const listed = page.value.domains.map(({ name }) => name);
  return read(ctx, async (tx) => {
    const names = await nameStore.countNames(tx, accountId);
    return names > 0 && !(await nameStore.hasAnyOf(tx, accountId, listed));
  });
}
