import { Transform } from "node:stream";
import { createTransport } from "nodemailer";
import { CONSOLE } from "./letter";
import type { Mail } from "./outbox/store";

export type MailServer = { readonly url: string; readonly from: string };

/**
 * What became of a message. `later`: it was not taken, and may be tried again; `refused`: it never will be;
 * `doubtful`: all of it was handed over and the server's word was lost.
 */
export type Delivery = {
  readonly outcome: "sent" | "later" | "refused" | "doubtful";
  /** The server's answer, or why there is none. Holds no secret. */
  readonly answer: string;
};

const CONNECT_MS = 10_000;
const ANSWER_MS = 60_000;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
const MOST_ANSWER = 300;

/** How a server is reached: TLS from the start, or STARTTLS, which only this machine's own server may lack. */
function optionsOf({ url }: MailServer) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isSecure = protocol === "smtps:";
  const isOwn = LOOPBACK.has(hostname);
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port ? Number(port) : isSecure ? 465 : 587,
    secure: isSecure,
    requireTLS: !isSecure && !isOwn,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(username
      ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }
      : {}),
  };
}

/** Hands one message over, once: whatever goes wrong is told, nothing is tried again here. */
export async function handOver(
  server: MailServer,
  mail: Pick<Mail, "id" | "recipient" | "subject" | "textBody" | "htmlBody">,
  appUrl: string,
): Promise<Delivery> {
  const transport = createTransport(optionsOf(server));
  let isWhole = false;
  // The server is sent the end of a message only after all of it went through here.
  transport.use("stream", ({ message }, done) => {
    message.transform(
      new Transform({
        transform: (chunk, _encoding, next) => next(null, chunk),
        flush: (next) => {
          isWhole = true;
          next();
        },
      }),
    );
    done();
  });
  try {
    const { response } = await transport.sendMail({
      from: server.from,
      to: { name: "", address: mail.recipient },
      subject: mail.subject,
      text: mail.textBody.replaceAll(CONSOLE, appUrl),
      html: mail.htmlBody.replaceAll(CONSOLE, appUrl),
      messageId: `<${mail.id}@${new URL(appUrl).hostname}>`,
      headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    });
    return { outcome: "sent", answer: told(server, response) };
  } catch (error) {
    return failureOf(server, error, isWhole);
  } finally {
    transport.close();
  }
}

function failureOf(server: MailServer, error: unknown, isWhole: boolean): Delivery {
  const { code, responseCode, response, message } = error as {
    code?: string;
    responseCode?: number;
    response?: string;
    message?: string;
  };
  const answer = told(server, response ?? message ?? "The server gave no answer.");
  if (responseCode !== undefined)
    return { outcome: isFinal(code, responseCode) ? "refused" : "later", answer };
  return { outcome: isWhole ? "doubtful" : "later", answer };
}

/** 5xx is the server's last word on a message (RFC 5321 §4.2.1); a wrong password is ours to put right. */
const isFinal = (code: string | undefined, responseCode: number) =>
  responseCode >= 500 && code !== "EAUTH";

/** An answer on one line, without what we signed in with. */
function told({ url }: MailServer, answer: string): string {
  const { username, password } = new URL(url);
  const secrets = [password, username, decodeURIComponent(password), decodeURIComponent(username)];
  const clean = secrets
    .filter((secret) => secret.length > 2)
    .reduce((text, secret) => text.replaceAll(secret, "…"), answer);
  return clean.replace(/\s+/g, " ").trim().slice(0, MOST_ANSWER);
}
