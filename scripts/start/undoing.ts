/** What has been started so far, so that it can be stopped in the opposite order. */
export class Undoing {
  readonly #steps: (() => Promise<unknown>)[] = [];
  #running: Promise<void> | undefined;

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  /** Runs every step, newest first, even when one fails. Asked twice, it runs once. */
  run(): Promise<void> {
    this.#running ??= this.#runAll();
    return this.#running;
  }

  async #runAll(): Promise<void> {
    const problems: unknown[] = [];
    for (const step of this.#steps.reverse()) await step().catch((error) => problems.push(error));
    if (problems.length > 0) throw problems[0];
  }
}
