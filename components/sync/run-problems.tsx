import type { SyncRunDetailDto } from "@/server/sync/schemas";
import { Card } from "../ui/card";
import { formatCount } from "../ui/numbers";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";

type Problem = SyncRunDetailDto["problems"][number];
type RunProblemsProps = { problems: readonly Problem[]; errors: number };

/** What could not be read, and why, by the class of cause; the run went on without it. */
export function RunProblems({ problems, errors }: RunProblemsProps) {
  if (problems.length === 0) return null;
  const note = errors > problems.length ? `the first ${problems.length} of ${errors}` : undefined;
  const byCause = [...Map.groupBy(problems, ({ cause }) => cause)];
  byCause.sort(([, left], [, right]) => right.length - left.length);
  return (
    <Card padded={false} title="Could not be read" note={note}>
      <Table caption="What could not be read, by cause" stacked>
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>Problem</Th>
          </tr>
        </thead>
        {byCause.map(([cause, group]) => (
          <Group key={cause} cause={cause} problems={group} />
        ))}
      </Table>
    </Card>
  );
}

function Group({ cause, problems }: { cause: string; problems: readonly Problem[] }) {
  return (
    <tbody>
      <tr>
        <th
          scope="rowgroup"
          colSpan={2}
          className="border-line border-b bg-sunken px-3.5 py-1.5 text-left text-12 font-medium text-ink-2 max-md:w-full"
        >
          {cause} · {formatCount(problems.length)}
        </th>
      </tr>
      {problems.map(({ name, problem }) => (
        <Tr key={`${name} ${problem}`}>
          <Td phone="line" className="font-medium [overflow-wrap:anywhere]">
            {name}
          </Td>
          <Td wrap phone="line" className="py-2.5 [overflow-wrap:anywhere]">
            {problem}
          </Td>
        </Tr>
      ))}
    </tbody>
  );
}
