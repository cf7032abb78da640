import { cn } from "../ui/cn";
import { Notice } from "../ui/notice";

type LeftOutProps = {
  problems: readonly { readonly field: string; readonly message: string }[];
  className?: string;
};

/** Parameters of the address that cannot be used, and were left out. */
export function LeftOut({ problems, className }: LeftOutProps) {
  if (problems.length === 0) return null;
  return (
    <Notice
      tone="info"
      className={cn("mb-3", className)}
      title="Part of the address cannot be used and was left out."
    >
      <ul>
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <code className="font-mono text-12">{field.slice(0, 40)}</code> {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
