import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { toUnicode } from "../names/to-unicode";
import type { DomainPage, RegistrarGateway, RegistrarKind } from "../registrars/gateway";
import { candidateOf, opened, refusalOf } from "./credential";
import * as nameStore from "./names/store";
import { ConnectionInput, type PreviewDto } from "./schemas";
import { spendTest } from "./test-account";

/** Enough to judge an account by; the rest is counted from the registrar's own total. */
const MOST_ROWS = 2_000;
const MOST_PROBLEMS = 20;
const EXAMPLES = 8;
const PATIENCE_MS = 25_000;

type Listed = {
  readonly names: readonly string[];
  readonly problems: readonly { name: string; problem: string }[];
  readonly total: number | null;
  readonly hasMore: boolean;
};

async function listUpTo(gateway: RegistrarGateway, registrar: RegistrarKind): Promise<Listed> {
  if (!gateway.capabilities.list.supported)
    return { names: [], problems: [], total: null, hasMore: false };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const pages: DomainPage[] = [];
  let rows = 0;
  let cursor: string | undefined;
  do {
    const page = await gateway.listDomains({ signal, ...(cursor ? { cursor } : {}) });
    if (!page.ok) throw refusalOf(registrar, page.error);
    pages.push(page.value);
    rows += page.value.domains.length + page.value.unreadable.length;
    cursor = page.value.nextCursor;
  } while (cursor && rows < MOST_ROWS);
  return {
    names: [...new Set(pages.flatMap(({ domains }) => domains.map(({ name }) => name)))],
    problems: pages.flatMap(({ unreadable }) => unreadable),
    total: pages[0]?.total ?? null,
    hasMore: cursor !== undefined,
  };
}

/**
 * What the first sync of an account would bring: reads the registrar's list, up to 2,000 names, and
 * compares it with what is here. Writes nothing.
 *
 * @throws AppError `invalid_input`; `registrar_refused`; `registrar_unavailable`; `rate_limited`
 */
export async function previewFirstSync(
  ctx: ServiceContext,
  input: ConnectionInput,
): Promise<PreviewDto> {
  authorize(ctx.actor, "account.manage");
  const candidate = candidateOf(parsed(ConnectionInput, input));
  await spendTest(ctx);
  const listed = await listUpTo(opened(ctx, candidate), candidate.registrar);
  const known = await read(ctx, (tx) => nameStore.knownNames(tx, listed.names));
  const arriving = listed.names.filter((name) => !known.has(name));
  return {
    total: listed.total,
    checked: listed.names.length + listed.problems.length,
    hasMore: listed.hasMore,
    arriving: arriving.length,
    here: known.size,
    problems: listed.problems.slice(0, MOST_PROBLEMS),
    problemCount: listed.problems.length,
    examples: arriving.slice(0, EXAMPLES).map((name) => ({ name, nameUnicode: toUnicode(name) })),
  };
}
