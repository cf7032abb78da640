import { SMTPServer } from "smtp-server";

export type Received = { readonly to: readonly string[]; readonly text: string };

/** A real mail server on loopback, where the demo hands its mail to. It keeps what it gets. */
export class MailServer {
  readonly received: Received[] = [];
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, session, done) => {
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
      });
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        // As a mail program reads it (RFC 2045 §6.7).
        const read = text.replaceAll("=\r\n", "").replaceAll("=3D", "=");
        this.received.push({ to, text: read });
        done();
      });
    },
  });

  static async listen(port: number): Promise<MailServer> {
    const mail = new MailServer();
    await new Promise<void>((resolve, reject) => {
      mail.server.once("error", reject);
      mail.server.listen(port, "127.0.0.1", resolve);
    });
    return mail;
  }

  /** What one address got. */
  of = (recipient: string): Received[] => this.received.filter(({ to }) => to.includes(recipient));

  close = (): Promise<void> => new Promise((resolve) => this.server.close(() => resolve()));
}
