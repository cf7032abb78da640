const WINDOW_MS = 60_000;

/** Counts requests per address in windows of one minute. */
export class RateLimit {
  private readonly windows = new Map<string, { startedAt: number; count: number }>();

  /** Counts one request; false when the address has had its share of this minute. */
  admits(address: string, nowMs: number, perMinute: number): boolean {
    const open = this.windows.get(address);
    if (!open || nowMs - open.startedAt >= WINDOW_MS) {
      this.windows.set(address, { startedAt: nowMs, count: 1 });
      return perMinute > 0;
    }
    open.count += 1;
    return open.count <= perMinute;
  }
}
