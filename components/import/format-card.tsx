import { Card } from "../ui/card";

const POINTS = [
  "The first line names the columns. Only the domain name is needed; every other column may be missing.",
  "Cells are separated by commas, semicolons or tabs, which is found out by itself.",
  "Names that are here already change only in the columns the file has. An empty cell changes nothing.",
  "A name that another account holds stays there, and is told.",
  "Nothing is deleted: a name the file does not hold stays as it is.",
] as const;

/** What a file has to look like, beside the place where one is given. */
export const FormatCard = () => (
  <Card
    title="What the file holds"
    action={
      <a className="link text-12" href="/docs/importing">
        All of it, in writing
      </a>
    }
  >
    <ul className="grid list-disc gap-1.5 pl-5 text-ink-2">
      {POINTS.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  </Card>
);
