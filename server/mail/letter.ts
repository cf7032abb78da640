/** A message as it stands in the outbox. Where the console is, is put in when it is sent. */
export type Letter = {
  readonly subject: string;
  readonly textBody: string;
  readonly htmlBody: string;
};

/** Stands in a letter for the public address of the console. */
export const CONSOLE = "%CONSOLE%";

const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Text that may stand in HTML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

/** One line, as a subject must be: no breaks, no control characters, not longer than people read. */
export const oneLine = (text: string): string =>
  [...text.replace(/\p{Cc}+/gu, " ")].slice(0, 150).join("").trim();

/**
 * A letter of paragraphs and one table, as plain text and as simple HTML: real headers, no pictures, no colours but
 * the reader's own.
 */
export function letterOf({
  subject,
  intro,
  table,
  link,
  why,
}: {
  readonly subject: string;
  readonly intro: string;
  readonly table: { readonly headers: readonly string[]; readonly rows: readonly string[][] };
  readonly link: { readonly text: string; readonly path: string };
  readonly why: string;
}): Letter {
  const address = `${CONSOLE}${link.path}`;
  const blocks = table.rows.map((row) =>
    row.map((cell, at) => `${table.headers[at] ?? ""}: ${cell}`).join("\n"),
  );
  const cell = 'style="padding:6px 12px 6px 0;text-align:left;vertical-align:top"';
  const head = table.headers.map((text) => `<th scope="col" ${cell}>${escaped(text)}</th>`);
  const rows = table.rows.map(
    (row) => `<tr>${row.map((text) => `<td ${cell}>${escaped(text)}</td>`).join("")}</tr>`,
  );
  return {
    subject: oneLine(subject),
    textBody: [intro, ...blocks, `${link.text}: ${address}`, why].join("\n\n").concat("\n"),
    htmlBody: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(oneLine(subject))}</title></head>
<body style="font-family:sans-serif;line-height:1.5"><p>${escaped(intro)}</p>
<table style="border-collapse:collapse"><thead><tr>${head.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>
<p><a href="${escaped(address)}">${escaped(link.text)}</a></p><p>${escaped(why)}</p></body></html>
`,
  };
}
