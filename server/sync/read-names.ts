import type { RegistrarFailure } from "../registrars/gateway";
import { type Answered, askFor } from "./answered";
import type { Named } from "./checks/store";
import { Claims } from "./claims";
import { patiently } from "./patiently";
import type { Session, Stopped } from "./session";
import { takeAnswers } from "./take-answers";
import { within } from "./within";
import { Writer } from "./writer";

/** Calls under way at a time; the account's rate says how many a minute there may be. */
const AT_ONCE = 16;
/** Answers that wait while others are written; with more than these nobody asks on. */
const MOST_WAITING = 500;
/** So many failures in a row, whatever the names, are the account's. */
const IN_A_ROW = 5;

/** Failures that concern the account, not the name: going on would only make it worse. */
const OF_THE_ACCOUNT = new Set(["auth_failed", "rate_limited", "blocked"]);
/** Failures that may be either's. */
const OF_EITHER = new Set(["unreachable", "timeout", "server_error"]);

/** Reads the names of the session's target one by one, the most urgent first, each by one process. */
export async function readNames(session: Session): Promise<Stopped> {
  if (!session.gateway.capabilities.info.supported) return null;
  const claims = new Claims(session);
  const asked = new Asking(session);
  const writer = new Writer<Answered>(
    (answers) => takeAnswers(session, answers),
    ({ length }) => length >= MOST_WAITING,
  );
  try {
    for (let next = await patiently(() => claims.next()); next.length > 0; ) {
      const [answers, following] = await Promise.all([
        asked.all(next),
        session.stopping.why() ? [] : patiently(() => claims.next()),
      ]);
      await writer.add(...withoutShared(answers, asked.failure));
      if (asked.failure) return { state: "partial", failure: asked.failure };
      next = following;
      const why = session.stopping.why();
      if (why) return why;
    }
    return session.stopping.why();
  } finally {
    await writeRest(writer, claims);
  }
}

/** Writes what was answered, and lets others have what was not, whatever becomes of the writing. */
async function writeRest(writer: Writer<Answered>, claims: Claims): Promise<void> {
  try {
    await writer.end();
  } finally {
    await claims.giveBack();
  }
}

/** What the account did is not held against the name. */
const withoutShared = (answers: readonly Answered[], failure: RegistrarFailure | null) =>
  answers.filter(({ answer }) => answer.ok || !failure || !isShared(answer.error));

const isShared = ({ code }: RegistrarFailure) => OF_THE_ACCOUNT.has(code) || OF_EITHER.has(code);

/** Asks a registrar for names, a few at a time, and notices when it is the account that fails. */
class Asking {
  failure: RegistrarFailure | null = null;
  #inARow = 0;

  constructor(private readonly session: Session) {}

  async all(names: readonly Named[]): Promise<Answered[]> {
    const { gateway, stopping, rules, target } = this.session;
    const limitMs = rules.timeoutSeconds * 1_000;
    const answers: Answered[] = [];
    const waiting = names.values();
    const lane = async () => {
      for (const one of waiting) {
        if (this.failure || stopping.why()) return;
        const answer = await within(limitMs, stopping.signal, (signal) =>
          askFor(gateway, target.mode, one.name, signal),
        );
        // A call that was given up tells nothing about the name.
        if (!answer.ok && stopping.signal.aborted) return;
        answers.push({ ...one, answer });
        this.#note(answer);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return answers;
  }

  #note(answer: Answered["answer"]): void {
    if (answer.ok || !isShared(answer.error)) this.#inARow = 0;
    else this.#inARow += 1;
    if (answer.ok) return;
    if (OF_THE_ACCOUNT.has(answer.error.code) || this.#inARow >= IN_A_ROW)
      this.failure ??= answer.error;
  }
}
