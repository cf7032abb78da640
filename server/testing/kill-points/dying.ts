import type { Database } from "@/db/client";
import type { ServiceContext } from "../../kernel/context";
import type { RegistrarGateway } from "../../registrars/gateway";
import type { RegistrarGateways } from "../../registrars/open-gateway";

/** Somebody who will die in the middle of their work. */
export type Dying = {
  readonly ctx: ServiceContext;
  /** Resolves when it is dead, and everything that had left it by then has arrived. */
  readonly died: Promise<void>;
};

const never = <T>() => new Promise<T>(() => undefined);

/**
 * A context whose holder is lost with all it knows at its nth reach outside, a transaction or a call to a registrar:
 * from then on nothing it asks for is done, and nothing that it waits for comes back.
 *
 * @param reaches how many succeed before that
 */
export function dyingContext(ctx: ServiceContext, reaches: number): Dying {
  const death = Promise.withResolvers<void>();
  const onTheWay = new Set<Promise<unknown>>();
  let left = reaches;
  const reach = async <T>(body: () => Promise<T>): Promise<T> => {
    left -= 1;
    if (left < 0) {
      void Promise.allSettled(onTheWay).then(() => death.resolve());
      return never<T>();
    }
    const going = body();
    onTheWay.add(going);
    try {
      return await going;
    } finally {
      onTheWay.delete(going);
      // Whoever died meanwhile does not learn how it went.
      if (left < 0) await never();
    }
  };
  const db = new Proxy(ctx.db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== "transaction") return value;
      return (...words: Parameters<Database["transaction"]>) =>
        reach(() => target.transaction(...words));
    },
  });
  const gateway = (real: RegistrarGateway) =>
    new Proxy(real, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return (...words: unknown[]) => reach(async () => value.apply(target, words));
      },
    });
  const registrars: RegistrarGateways = {
    open(account, lane) {
      const opened = ctx.registrars.open(account, lane);
      return opened.ok ? { ...opened, value: gateway(opened.value) } : opened;
    },
  };
  return { ctx: { ...ctx, db, registrars }, died: death.promise };
}
