import { Card } from "../ui/card";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";

type Problem = { readonly name: string; readonly problem: string };
type RunProblemsProps = { problems: readonly Problem[]; errors: number };

/** What could not be read, and why; the run went on without it. */
export function RunProblems({ problems, errors }: RunProblemsProps) {
  if (problems.length === 0) return null;
  const note = errors > problems.length ? `the first ${problems.length} of ${errors}` : undefined;
  return (
    <Card padded={false} title="Could not be read" note={note}>
      <Table caption="What could not be read" stacked>
        <thead>
          <tr>
            <Th className="pl-3.5">Name</Th>
            <Th>Problem</Th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ name, problem }) => (
            <Tr key={`${name} ${problem}`}>
              <Td phone="line" className="pl-3.5 font-medium [overflow-wrap:anywhere]">
                {name}
              </Td>
              <Td wrap phone="line" className="py-2.5 [overflow-wrap:anywhere]">
                {problem}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
