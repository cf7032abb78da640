import { ok, type Result } from "../kernel/result";
import type { RegistrarFailure, ToldContact } from "./gateway";

/** Contacts have many names: within this time each is asked for once. */
const KEPT_MS = 10 * 60_000;
const MOST = 2_000;

type Card = { readonly told: ToldContact; readonly untilMs: number };

/** What was told of contacts a moment ago, by their ids at the registrar. Lives and ends with a gateway. */
export class ContactCards {
  readonly #cards = new Map<string, Card>();

  /** @returns the contact, and how many calls that took */
  async of(
    id: string,
    ask: () => Promise<Result<ToldContact, RegistrarFailure>>,
  ): Promise<Result<{ readonly told: ToldContact; readonly calls: number }, RegistrarFailure>> {
    const card = this.#cards.get(id);
    if (card && card.untilMs > Date.now()) return ok({ told: card.told, calls: 0 });
    const answer = await ask();
    if (!answer.ok) return answer;
    if (this.#cards.size >= MOST) this.#cards.clear();
    this.#cards.set(id, { told: answer.value, untilMs: Date.now() + KEPT_MS });
    return ok({ told: answer.value, calls: 1 });
  }
}
