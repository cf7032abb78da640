const KEPT = 20_000;

/** One request as it ended. Holds no header and no secret. */
export type LoggedRequest = {
  readonly seq: number;
  readonly at: string;
  readonly method: string;
  /** Path with those query parameters that are known to be harmless. */
  readonly path: string;
  /** Status of the answer; null when none was sent to its end. */
  readonly status: number | null;
  /** "answered", or the fault that was played. */
  readonly outcome: string;
};

const HARMLESS = new Set([
  "page",
  "per_page",
  "fqdn",
  "tld",
  "sort_by",
  "name",
  "processes",
  "processes[]",
  "currency",
  "command",
  "domain",
]);

/** Which requests came in, for tests that say how many registrar calls were made. */
export class RequestLog {
  private entries: LoggedRequest[] = [];
  private total = 0;

  add(request: Omit<LoggedRequest, "seq" | "path"> & { readonly url: URL }): void {
    this.total += 1;
    const { at, method, url, status, outcome } = request;
    const path = withoutSecrets(url);
    this.entries.push({ seq: this.total, at, method, path, status, outcome });
    if (this.entries.length > 2 * KEPT) this.entries = this.entries.slice(-KEPT);
  }

  clear(): void {
    this.entries = [];
    this.total = 0;
  }

  /** How many requests came in since the start or the last reset, and the newest of them. */
  report(): { total: number; byMethod: Record<string, number>; requests: LoggedRequest[] } {
    const requests = this.entries.slice(-KEPT);
    const byMethod: Record<string, number> = {};
    for (const { method } of requests) byMethod[method] = (byMethod[method] ?? 0) + 1;
    return { total: this.total, byMethod, requests };
  }
}

function withoutSecrets(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => HARMLESS.has(name));
  return kept.length === 0 ? url.pathname : `${url.pathname}?${new URLSearchParams(kept)}`;
}
