import { mutate } from "../audit/mutate";
import { read } from "../kernel/transact";
import { DomainName } from "../names/domain-name";
import * as book from "./book/store";
import * as listing from "./listing/store";
import { patiently } from "./patiently";
import { readingOf, type Session, type Stopped } from "./session";

/** More than this are not asked for: so many do not slip through between two pages. */
const MOST_ASKED = 200;
const AT_ONCE = 8;
/** What a registrar says of a name that is not in the account. */
const GONE = new Set(["domain_unknown", "forbidden"]);

type Unlisted = { readonly id: string; readonly name: string };

/**
 * Asks for each name that the list left out, before it counts as gone: a list that shrinks while it is read moves
 * names from a page that is still to come to one that was read.
 */
export async function verifyUnlisted(session: Session): Promise<Stopped> {
  const { ctx, gateway, stopping } = session;
  if (!gateway.capabilities.list.supported || !gateway.capabilities.info.supported) return null;
  const now = await patiently(() => read(ctx, (tx) => book.openRun(tx, session.account.id)));
  if (now?.phase !== "missing") return null;
  const place = readingOf(session, "list", true);
  const unlisted = await patiently(() =>
    read(ctx, (tx) => listing.unlistedNames(tx, place, MOST_ASKED + 1)),
  );
  if (unlisted.length === 0 || unlisted.length > MOST_ASKED) return null;
  const there: Unlisted[] = [];
  const problems: book.Problem[] = [];
  const waiting = unlisted.values();
  const lane = async () => {
    for (const one of waiting) {
      if (stopping.why()) return;
      const answer = await gateway.readDomain(DomainName.parse(one.name), stopping.signal);
      if (!answer.ok && GONE.has(answer.error.code)) continue;
      there.push(one);
      if (!answer.ok) {
        const { code, message } = answer.error;
        problems.push({ name: one.name, problem: `Not on the list. ${message}`, code });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const why = stopping.why();
  if (why) return why;
  await patiently(() =>
    mutate(ctx, "sync.run", async (tx, record) => {
      await session.hold(tx);
      await record();
      await listing.saveThere(
        tx,
        session.run.id,
        there.map(({ id }) => id),
      );
      await book.advanceRun(tx, session.run.id, { apiCalls: unlisted.length, problems });
    }),
  );
  return null;
}
