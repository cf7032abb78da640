import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { invalid } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { normaliseDomainName } from "../names/normalise-domain-name";
import { freezeApproval } from "../plans/decide";
import { openSecrets, sealSecrets } from "../plans/row-secrets";
import * as planStore from "../plans/store";
import { transferWayOf } from "../registrars/transfer-ways";
import { authCodeWarning } from "./auth-code";
import { chosenDelegation } from "./delegation";
import { lookAt } from "./judge-names";
import { KeptBefore, keptOf, type Looked } from "./kept-row";
import { codeProblemAt, linesOf } from "./read-names";
import { readTransfer } from "./read-transfer";
import {
  type CodesDto,
  SetTransferChoicesInput,
  SetTransferCodesInput,
  type TransferDto,
  TransferRef,
} from "./schemas";
import { settleRow } from "./settle-row";
import * as store from "./store";
import {
  assertOpen,
  gainingAccount,
  judgementOf,
  registrantOf,
  TransferChange,
} from "./transfer-plan";

type Open = {
  readonly tx: Transaction;
  readonly change: TransferChange;
  readonly account: store.AccountRow;
  readonly rows: readonly store.StoredRow[];
};
type Edited = {
  readonly change?: TransferChange;
  readonly rows: readonly planStore.NewRow[];
};

/** Edits a transfer that was not ordered yet. Whoever approved it approved what it was: that ends with the edit. */
async function edit(
  ctx: ServiceContext,
  id: string,
  make: (open: Open) => Edited | Promise<Edited>,
): Promise<void> {
  await mutate(ctx, "domain.pay", async (tx, record) => {
    const plan = assertOpen(await planStore.hold(tx, id));
    const change = TransferChange.parse(plan.change);
    const account = await gainingAccount(tx, ctx, change.accountId);
    const edited = await make({ tx, change, account, rows: await store.rowsOf(tx, id) });
    await store.updateRows(tx, id, edited.rows);
    const { gates, hash } = judgementOf(edited.rows);
    await store.renew(tx, id, { change: edited.change ?? change, gates, hash });
    await freezeApproval(tx, plan);
    // A draft is no change of anything: the log begins when it is ordered.
    await record();
  });
}

type Given = { readonly name: string; readonly line: number | null; readonly authCode: string };
type Told = CodesDto["problems"][number];

function givenOf(input: SetTransferCodesInput): { given: Given[]; problems: Told[] } {
  const lines = linesOf({ ...(input.text === undefined ? {} : { text: input.text }) });
  const problems: Told[] = lines.problems.map(({ line, message }) => ({
    name: null,
    line,
    code: "invalid",
    message,
  }));
  const given: Given[] = (input.codes ?? []).map((one) => ({ ...one, line: null }));
  for (const { line, name, authCode } of input.text === undefined ? [] : lines.rows) {
    if (authCode !== undefined) given.push({ name, line, authCode });
    else problems.push({ name, line, code: "required", message: "No code stands in this line." });
  }
  return { given, problems };
}

/**
 * Keeps auth codes for names of a transfer, sealed. A code that cannot be one is told, and stops no other.
 *
 * @throws AppError `not_found`; `precondition_failed` once it was ordered
 */
export async function setTransferCodes(
  ctx: ServiceContext,
  input: SetTransferCodesInput,
): Promise<CodesDto> {
  authorize(ctx.actor, "domain.pay");
  const asked = parsed(SetTransferCodesInput, input);
  const { given, problems } = givenOf(asked);
  let sorted: Sorted = { good: new Map(), problems: [], warnings: [] };
  await edit(ctx, asked.id, async ({ tx, change, account, rows }) => {
    sorted = sortCodes(given, new Set(rows.map(({ name }) => name)), account.registrar);
    const registrant = await registrantOf(tx, change.registrantId, change.partnerId);
    return {
      rows: rows.map((row) =>
        settled(row, change, { account, registrant, given: sorted.good.get(row.name) }),
      ),
    };
  });
  return {
    transfer: await readTransfer(ctx, { id: asked.id }),
    kept: sorted.good.size,
    problems: [...problems, ...sorted.problems],
    warnings: sorted.warnings,
  };
}

type Sorted = Pick<CodesDto, "problems" | "warnings"> & {
  readonly good: ReadonlyMap<string, string>;
};

/** Tells codes that can be kept from those that cannot. Of two for one name the later counts. */
function sortCodes(given: readonly Given[], names: ReadonlySet<string>, registrar: string): Sorted {
  const good = new Map<string, string>();
  const problems: Told[] = [];
  const warnings: CodesDto["warnings"] = [];
  for (const { name: typed, line, authCode } of given) {
    const normal = normaliseDomainName(typed);
    const name = normal.ok ? normal.value.name : typed;
    const problem = names.has(name) ? codeProblemAt(registrar, authCode) : NOT_PART;
    if (problem) {
      problems.push({ name, line, ...problem });
      continue;
    }
    good.set(name, authCode);
    const message = authCodeWarning(authCode);
    if (message) warnings.push({ name, message });
  }
  return { good, problems, warnings };
}

const NOT_PART = { code: "unknown", message: "This name is not part of this transfer." } as const;

const bare = (row: store.StoredRow): planStore.NewRow => ({
  position: row.position,
  partnerId: row.partnerId,
  domainId: row.domainId,
  accountId: row.accountId,
  name: row.name,
  before: row.before,
  after: row.after,
  verdict: row.verdict,
  rule: row.rule,
  detail: row.detail,
  risks: row.risks,
  costMinor: row.costMinor,
  currency: row.currency,
  fingerprint: row.fingerprint,
  secrets: row.secrets,
});

type Registrant = Awaited<ReturnType<typeof registrantOf>>;

/** A row as it stands after a choice: its code as given now or before, its contacts as the book has them now. */
function settled(
  row: store.StoredRow,
  change: TransferChange,
  {
    account,
    registrant,
    given,
    kept,
  }: {
    readonly account: store.AccountRow;
    readonly registrant: Registrant;
    readonly given?: string | undefined;
    readonly kept?: KeptBefore;
  },
): planStore.NewRow {
  const before = kept ?? KeptBefore.parse(row.before);
  const authCode = given ?? openSecrets(row.planId, row.position, row.secrets).authCode;
  const choices = {
    way: transferWayOf(account.registrar),
    name: row.name,
    keepNameservers: change.keepNameservers,
    nameservers: change.nameservers,
    hasRegistrant: registrant !== null,
  };
  return {
    ...bare(row),
    before,
    ...settleRow(before, authCode !== undefined, choices),
    secrets: sealSecrets(row.planId, row.position, {
      ...(authCode === undefined ? {} : { authCode }),
      ...(registrant ? { contacts: registrant.contacts } : {}),
    }),
  };
}

/**
 * Chooses what becomes of the nameservers, and who is to be the holder.
 *
 * @throws AppError `not_found`; `precondition_failed` once it was ordered; `invalid_input` with fields `registrantId`, `nameservers`,
 *   `nameservers.N`
 */
export async function setTransferChoices(
  ctx: ServiceContext,
  input: SetTransferChoicesInput,
): Promise<TransferDto> {
  authorize(ctx.actor, "domain.pay");
  const { id, registrantId, ...delegation } = parsed(SetTransferChoicesInput, input);
  await edit(ctx, id, async ({ tx, change: before, account, rows }) => {
    const wantedId = registrantId === undefined ? before.registrantId : registrantId;
    const registrant = await registrantOf(tx, wantedId, before.partnerId);
    const change: TransferChange = {
      ...before,
      ...chosenDelegation(before, delegation, transferWayOf(account.registrar)),
      registrantId: wantedId,
      registrantName: registrant?.name ?? null,
    };
    return { change, rows: rows.map((row) => settled(row, change, { account, registrant })) };
  });
  return readTransfer(ctx, { id });
}

/**
 * Looks at the names of a transfer once more, as when days have passed since it was begun. Codes and choices stay.
 *
 * @throws AppError `not_found`; `precondition_failed` once it was ordered
 */
export async function recheckTransfer(
  ctx: ServiceContext,
  input: TransferRef,
): Promise<TransferDto> {
  authorize(ctx.actor, "domain.pay");
  const { id } = parsed(TransferRef, input);
  const standing = await read(ctx, async (tx) => {
    const plan = assertOpen(await planStore.find(tx, id));
    const change = TransferChange.parse(plan.change);
    const rows = await store.rowsOf(tx, id);
    return { change, account: await gainingAccount(tx, ctx, change.accountId), rows };
  });
  const looked = await lookAt(ctx, {
    account: standing.account,
    names: standing.rows.map(({ name }) => name),
    years: standing.change.years,
  });
  const found = new Map(looked.map((one) => [one.name, one]));
  await edit(ctx, id, async ({ tx, change, account, rows }) => {
    const registrant = await registrantOf(tx, change.registrantId, change.partnerId);
    return {
      rows: rows.map((row) => {
        const one = found.get(row.name);
        if (!one) return bare(row);
        assertSamePlace(one, row);
        const kept = keptOf(one, change.years);
        const looked = { ...row, fingerprint: one.fingerprint };
        return settled(looked, change, { account, registrant, kept });
      }),
    };
  });
  return readTransfer(ctx, { id });
}

/** Whose a name is stands in its row for good, so one that came or left meanwhile needs a row of its own. */
function assertSamePlace({ facts }: Looked, row: store.StoredRow): void {
  if ((facts?.id ?? null) === row.domainId) return;
  throw invalid(
    "id",
    "changed",
    `${row.name} came into the portfolio, or left it, meanwhile. Begin a new transfer.`,
  );
}
