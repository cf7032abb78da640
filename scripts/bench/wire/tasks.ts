/** What a process of the product is asked to do, and what it tells of it. Times in milliseconds. */
export type Tasks = {
  /** Availability of names, through the account of that registrar. */
  check: {
    asked: { readonly registrar: Registrar; readonly names: readonly string[] };
    told: {
      readonly firstMs: number;
      readonly allMs: number;
      readonly evidence: readonly string[];
    };
  };
  /** The same requests, sent and read by a pool of connections and nothing else. */
  fetch: {
    asked: { readonly paths: readonly string[]; readonly token?: string };
    told: { readonly allMs: number; readonly bodies: readonly string[] };
  };
  /** All rows of the list, page by page. */
  list: {
    asked: { readonly registrar: Registrar };
    told: { readonly allMs: number; readonly rows: number };
  };
  /** The same pages, followed, read and parsed by a pool of connections and nothing else. */
  follow: {
    asked: { readonly path: string; readonly token: string };
    told: { readonly allMs: number; readonly rows: number };
  };
  /** Turns at a gate for so long; what is told is when each came, in milliseconds of the machine's clock. */
  turns: {
    asked: {
      readonly accountId: string;
      readonly perSecond: number;
      readonly burst: number;
      readonly seconds: number;
    };
    told: { readonly atMs: readonly number[] };
  };
  /** The list of an account, read into the record; and how far the process grew meanwhile. */
  readList: {
    asked: { readonly accountId: string };
    told: { readonly allMs: number; readonly grownBytes: number };
  };
  /** Names of an account, read one by one; when each call began is told where that is asked for. */
  readNames: {
    asked: { readonly accountId: string; readonly most: number; readonly isTimed?: boolean };
    told: {
      readonly allMs: number;
      readonly grownBytes: number;
      readonly callsAtMs: readonly number[];
    };
  };
  /** A plan of all names of an account: new nameservers. */
  plan: {
    asked: {
      readonly accountId: string;
      readonly names: number;
      readonly hosts: readonly string[];
    };
    told: {
      readonly allMs: number;
      readonly id: string;
      readonly hash: string;
      /** How many of its names will be changed. */
      readonly changing: number;
    };
  };
  /** Starts a plan: all its operations are made, and none is sent yet. */
  start: {
    asked: { readonly id: string; readonly hash: string };
    told: { readonly allMs: number };
  };
  /**
   * Works on a plan for so long at the rate of its account, then holds back what is unsent and works on until what
   * was sent has come to its end. Some seconds go before that, of which no times are told: in them connections are
   * opened and statements parsed, which only the first of ten thousand wait for.
   */
  work: {
    asked: { readonly id: string; readonly seconds: number };
    told: {
      /**
       * Of each operation that began behind those first seconds and came to its end: the time of its two steps from
       * beginning to end, less every wait for the port to the registrar (adapter, limiter and answer), and for each
       * step its share of what it costs to take four from the queue. So waits for a connection, for locks and for
       * other steps of the same process count as ours.
       */
      readonly ownMs: readonly number[];
      /** How many came to their end, the first ones included. */
      readonly ended: number;
      /** When each call to the registrar began, in milliseconds of the machine's clock, until unsent ones were held back. */
      readonly callsAtMs: readonly number[];
    };
  };
};

export type Registrar = "gandi" | "dynadot";
export type Task = { [Kind in keyof Tasks]: { kind: Kind } & Tasks[Kind]["asked"] }[keyof Tasks];
export type Told<Kind extends keyof Tasks> = Tasks[Kind]["told"];
