"use client";

import { useEffect, useRef, useState } from "react";
import type {
  CapabilityTestDto,
  ConnectChoice,
  ConnectionInput,
  PreviewDto,
} from "@/server/accounts/schemas";
import { previewFirstSyncAction, testConnectionAction } from "@/server/actions/accounts";
import { useSubmission } from "../../query/use-submission";
import { PageHeader } from "../../shell/page-header";
import { useAnnounce } from "../../ui/announcer";
import { Card } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { LinkButton } from "../../ui/link-button";
import { isAccepted } from "../is-accepted";
import type { ManageChoices } from "../manage-choices";
import { TestResults } from "../test-results";
import { ConnectionForm } from "./connection-form";
import { PreviewCard } from "./preview-card";
import { SaveCard } from "./save-card";

/** Test, then preview: each with what was typed at that time. Typing again starts over. */
function useTrial() {
  const test = useSubmission(testConnectionAction);
  const preview = useSubmission(previewFirstSyncAction);
  const [results, setResults] = useState<readonly CapabilityTestDto[] | null>(null);
  const [previewed, setPreviewed] = useState<PreviewDto | null>(null);
  const head = useRef<HTMLDivElement>(null);
  const announce = useAnnounce();

  // Only once it is on the page: nothing that is empty takes focus.
  useEffect(() => {
    if (!results) return;
    head.current?.focus({ preventScroll: true });
    head.current?.scrollIntoView({ block: "start" });
  }, [results]);

  const forget = () => {
    setResults(null);
    setPreviewed(null);
    test.reset();
    preview.reset();
  };
  const look = async (connection: ConnectionInput) =>
    setPreviewed((await preview.submit(connection)) ?? null);
  const run = async (connection: ConnectionInput) => {
    setPreviewed(null);
    const tested = await test.submit(connection);
    setResults(tested?.results ?? null);
    if (!tested) return;
    if (!isAccepted(tested.results)) return announce("The test failed.", "assertive");
    announce("The test passed. Reading what the first sync brings.");
    await look(connection);
  };
  return { test, preview, results, previewed, head, forget, run, look };
}

type ConnectScreenProps = ManageChoices;

/** From a registrar's key to a connected account: enter, test, preview, save. Nothing is written before the last step. */
export function ConnectScreen({ guides, partners }: ConnectScreenProps) {
  const trial = useTrial();
  const [connection, setConnection] = useState<ConnectionInput | null>(() => firstChoice(guides));
  if (!connection) return <EmptyState title="No registrar can be connected here." />;
  const change = (changed: ConnectionInput) => {
    setConnection(changed);
    trial.forget();
  };
  return (
    <>
      <PageHeader
        title="Connect an account"
        crumb="Connect"
        actions={
          <LinkButton href="/settings/accounts/by-hand">A registrar without an API</LinkButton>
        }
      />
      <div className="grid max-w-190 gap-4">
        <ConnectionForm
          guides={guides}
          connection={connection}
          onChange={change}
          onTest={() => void trial.run(connection)}
          isPending={trial.test.isPending}
          failure={trial.test.failure}
          errorAt={trial.test.errorAt}
        />
        <div ref={trial.head} tabIndex={-1} className="grid gap-4 outline-none empty:hidden">
          {trial.results && (
            <Card title="Test">
              <TestResults results={trial.results} />
            </Card>
          )}
          {trial.results && isAccepted(trial.results) && (
            <>
              <PreviewCard
                preview={trial.previewed}
                isPending={trial.preview.isPending}
                failure={trial.preview.failure}
                onRetry={() => void trial.look(connection)}
              />
              <SaveCard connection={connection} partners={partners} />
            </>
          )}
        </div>
      </div>
    </>
  );
}

function firstChoice(guides: readonly ConnectChoice[]): ConnectionInput | null {
  const guide = guides[0];
  const endpoint = guide?.endpoints[0];
  if (!guide || !endpoint) return null;
  return { registrar: guide.registrar, endpoint: endpoint.value, credential: {} };
}
