import type { ScriptAction } from "../../simulator/scripts";

export const PAID_KINDS = ["register", "renew", "transfer_in"] as const;
export type PaidKind = (typeof PAID_KINDS)[number];

/**
 * Where the process that pays is killed.
 *
 * K1 before the intent is committed; K2 after it, before it is told to be sent; K3 after that, before the request is
 * whole; K4 the request is whole, nothing is answered; K5 the answer is there and not committed; K6 the answer is committed;
 * K7 it was looked for once.
 */
export const KILL_POINTS = ["K1", "K2", "K3", "K4", "K5", "K6", "K7"] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

type Answer = (processed: boolean) => ScriptAction;

const status =
  (code: number, body?: unknown, headers: Record<string, string> = {}): Answer =>
  (processed) => ({
    kind: "status",
    status: code,
    headers,
    processed,
    ...(body === undefined ? {} : { body }),
  });

/** Ten ways in which an answer leaves it open whether the request was carried out. */
export const ANSWERS = {
  reset: (processed) => ({ kind: "reset", processed }),
  half_a_body: () => ({ kind: "cut", afterBytes: 12, processed: true }),
  closed: () => ({ kind: "cut", afterBytes: 0, processed: true }),
  error_500: status(500, { message: "Internal error" }),
  error_502: status(502, "<html>Bad gateway</html>", { "content-type": "text/html" }),
  error_503: status(503, { message: "Busy" }),
  silence: (processed) => ({ kind: "never_answer", processed }),
  html_200: status(200, "<html>Welcome</html>", { "content-type": "text/html" }),
  six_megabytes: (processed) => ({
    kind: "status",
    status: 200,
    headers: {},
    body: {},
    padToBytes: 6 * 1024 * 1024,
    processed,
  }),
  empty_json: status(200, {}),
} as const satisfies Readonly<Record<string, Answer>>;
export type AnswerName = keyof typeof ANSWERS;

export type FaultCase = {
  readonly kind: PaidKind;
  readonly point: KillPoint;
  readonly answer: AnswerName;
  /** Whether the registrar does what it was asked, behind its unclear answer. */
  readonly isProcessed: boolean;
};

/** Every kill point with every kind and every answer: 210 cases. */
export const ALL_CASES: readonly FaultCase[] = PAID_KINDS.flatMap((kind, k) =>
  KILL_POINTS.flatMap((point, p) =>
    (Object.keys(ANSWERS) as AnswerName[]).map((answer, a) => ({
      kind,
      point,
      answer,
      isProcessed: (k + p + a) % 3 !== 0,
    })),
  ),
);

/** Every kill point with every kind once, the answers in turn: 21 cases. */
export const SOME_CASES: readonly FaultCase[] = ALL_CASES.filter(
  ({ kind, point, answer }) =>
    answer ===
    Object.keys(ANSWERS)[(PAID_KINDS.indexOf(kind) * 4 + KILL_POINTS.indexOf(point)) % 10],
);
