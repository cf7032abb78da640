/** Writes things in their order: one piece of work at a time, with all that came during the one before. */
export class Writer<T> {
  #waiting: T[] = [];
  #writing: Promise<void> | null = null;
  #isWriting = false;

  /**
   * @param write does not overlap with itself
   * @param isMuch whether so many things are enough: then whoever adds more waits
   */
  constructor(
    private readonly write: (things: readonly T[]) => Promise<void>,
    private readonly isMuch: (things: readonly T[]) => boolean,
  ) {}

  /** @throws what went wrong with things that were added before */
  async add(...things: readonly T[]): Promise<void> {
    this.#waiting.push(...things);
    if (this.#isWriting && !this.isMuch(this.#waiting)) return;
    await this.#writing;
    this.#begin();
  }

  /** Writes what is left. @throws what went wrong with any of it */
  async end(): Promise<void> {
    await this.#writing;
    this.#begin();
    await this.#writing;
    this.#writing = null;
  }

  #begin(): void {
    if (this.#waiting.length === 0) return;
    const things = this.#waiting.splice(0);
    this.#isWriting = true;
    this.#writing = this.write(things).finally(() => {
      this.#isWriting = false;
    });
    // That it failed is told where it is waited for.
    this.#writing.catch(() => undefined);
  }
}
