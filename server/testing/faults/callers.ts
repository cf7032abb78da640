import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Result } from "../../kernel/result";
import type {
  Accepted,
  RegistrarDomain,
  RegistrarFailure,
  Registration,
  TransferIn,
} from "../../registrars/gateway";
import type { OpenableAccount } from "../../registrars/open-gateway";

export type Question = {
  readonly account: OpenableAccount;
  readonly name: string;
  /** Renews the name instead of reading it. */
  readonly renewal?: {
    readonly currentExpiresAt: string;
    readonly periodYears: number;
    readonly expectedPriceMinor: number;
    readonly currency: string;
  };
  /** Asks for this instead, with what it needs beside the name. */
  readonly ask?:
    | { readonly method: "register"; readonly request: Omit<Registration, "name"> }
    | { readonly method: "transferIn"; readonly request: Omit<TransferIn, "name"> }
    | { readonly method: "readAuthCode" };
  /** How long an answer is waited for, where the usual half minute is too long for a test. */
  readonly patienceMs?: number;
};

export type Outcome = Result<
  RegistrarDomain | Accepted | { readonly authCode: string },
  RegistrarFailure
>;
export type Order = Question & { readonly id: number };
export type Told =
  | { readonly id: number; readonly outcome: Outcome }
  | { readonly id: number; readonly thrown: string };

type Waiting = { resolve: (outcome: Outcome) => void; reject: (error: Error) => void };

/** A process of its own, with the environment of this one, that asks registrars what it is told to. */
export class Caller {
  private lastId = 0;
  private readonly waiting = new Map<number, Waiting>();

  /** Everything it printed so far. */
  printed = "";

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        this.printed += chunk.toString();
      });
    child.on("exit", () => {
      for (const { reject } of this.waiting.values())
        reject(new Error(`The caller is dead. ${this.printed}`));
      this.waiting.clear();
    });
  }

  static async start(): Promise<Caller> {
    const child = fork("server/testing/faults/gateway-process.ts", {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const caller = new Caller(child);
    await Promise.race([once(child, "message"), once(child, "exit")]);
    if (child.exitCode !== null) throw new Error(`The caller did not start. ${caller.printed}`);
    child.on("message", (told: Told) => caller.hear(told));
    return caller;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  ask(question: Question): Promise<Outcome> {
    this.lastId += 1;
    const order: Order = { ...question, id: this.lastId };
    return new Promise((resolve, reject) => {
      this.waiting.set(order.id, { resolve, reject });
      this.child.send(order);
    });
  }

  /** Ends it as a machine would: without a word. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await gone;
  }

  private hear(told: Told): void {
    const one = this.waiting.get(told.id);
    this.waiting.delete(told.id);
    if ("outcome" in told) one?.resolve(told.outcome);
    else one?.reject(new Error(told.thrown));
  }
}
