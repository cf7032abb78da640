import type { CapabilityTestDto } from "@/server/accounts/schemas";
import { Status, type StatusIcon, type StatusTone } from "../ui/status";
import { CAPABILITY_WORDS } from "./words";

type Look = { tone: StatusTone; icon: StatusIcon; word: string };

const LOOKS: Readonly<Record<CapabilityTestDto["outcome"], Look>> = {
  ok: { tone: "ok", icon: "check", word: "Works" },
  failed: { tone: "bad", icon: "warning", word: "Failed" },
  unsupported: { tone: "muted", icon: "ban", word: "Not possible" },
  not_tried: { tone: "muted", icon: "unknown", word: "Not tried" },
};

/** One line per capability: what was asked and what came of it; a failure with its cause and what helps. */
export function TestResults({ results }: { results: readonly CapabilityTestDto[] }) {
  const tried = results.filter(({ outcome }) => outcome !== "unsupported");
  const absent = results.filter(({ outcome }) => outcome === "unsupported");
  return (
    <>
      <ul className="divide-y divide-line">
        {tried.map((result) => (
          <Result key={result.capability} result={result} />
        ))}
      </ul>
      {absent.length > 0 && <NotOffered results={absent} />}
    </>
  );
}

function Result({ result }: { result: CapabilityTestDto }) {
  const { tone, icon, word } = LOOKS[result.outcome];
  return (
    <li className="grid items-start gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[10rem_6rem_minmax(0,1fr)]">
      <span className="font-medium">{CAPABILITY_WORDS[result.capability]}</span>
      <Status tone={tone} icon={icon}>
        {word}
      </Status>
      <div className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">
        {result.failure ? (
          <>
            <p>
              {result.failure.cause}. {result.failure.message}
            </p>
            <Steps steps={result.failure.steps} />
          </>
        ) : (
          result.detail
        )}
      </div>
    </li>
  );
}

/** What helps, in order. */
export function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <ol className="mt-1 list-decimal pl-5">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

/** What cannot be done with this registrar, with the reasons, folded away. */
function NotOffered({ results }: { results: readonly CapabilityTestDto[] }) {
  return (
    <details className="border-line border-t pt-2">
      <summary className="cursor-pointer rounded-s py-1 text-ink-2 pointer-coarse:min-h-11">
        {results.length === 1 ? "1 thing" : `${results.length} things`} not possible as yet
      </summary>
      <ul className="divide-y divide-line">
        {results.map((result) => (
          <Result key={result.capability} result={result} />
        ))}
      </ul>
    </details>
  );
}
