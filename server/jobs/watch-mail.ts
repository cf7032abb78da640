import type { ServiceContext } from "../kernel/context";
import { report } from "../kernel/report";
import { workMail } from "../mail/work-mail";
import { sendDigests } from "../prices/send-digests";

const LOOK_EVERY_MS = 5_000;
const PASS_MS = 60_000;

/** Sends mail while the worker lives. @returns ends it, and waits for the message that is under way */
export function watchMail(context: () => ServiceContext): () => Promise<void> {
  let isEnding = false;
  let timer: NodeJS.Timeout | undefined;
  let passing: Promise<void> = Promise.resolve();
  const pass = async () => {
    const ctx = context();
    await sendDigests(ctx);
    await workMail(ctx, Date.now() + PASS_MS);
  };
  const look = () => {
    passing = pass()
      .catch((error: unknown) => report(error, { part: "mail" }))
      .then(() => {
        if (!isEnding) timer = setTimeout(look, LOOK_EVERY_MS);
      });
  };
  look();
  return async () => {
    isEnding = true;
    clearTimeout(timer);
    await passing;
  };
}
