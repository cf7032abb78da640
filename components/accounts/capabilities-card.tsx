"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { AccountDto, CapabilityTestDto } from "@/server/accounts/schemas";
import { testAccountAction } from "@/server/actions/accounts";
import { useSubmission } from "../query/use-submission";
import { AgeText } from "../ui/age-text";
import { useAnnounce } from "../ui/announcer";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Notice } from "../ui/notice";
import { TestResults } from "./test-results";

const UNTESTED: Pick<CapabilityTestDto, "outcome" | "detail" | "failure"> = {
  outcome: "not_tried",
  detail: "Offered. Press “Test now” to ask the registrar.",
  failure: null,
};

/** What is known without asking: what the registrar offers at all. */
const offered = ({ capabilities }: AccountDto): CapabilityTestDto[] =>
  capabilities.map(({ capability, isMet, reason }) =>
    isMet
      ? { capability, ...UNTESTED }
      : { capability, outcome: "unsupported", detail: reason, failure: null },
  );

/** What is not offered at all stands among what can be done, with its reason. */
const isAskable = ({ outcome }: CapabilityTestDto) => outcome !== "unsupported";

/** What an account can do, by its last test, and the button that asks again. */
export function CapabilitiesCard({ account }: { account: AccountDto }) {
  const { submit, isPending, failure } = useSubmission(testAccountAction);
  const client = useQueryClient();
  const announce = useAnnounce();
  const test = async () => {
    const tested = await submit({ accountId: account.id });
    if (!tested) return;
    const failed = tested.results.filter(({ outcome }) => outcome === "failed").length;
    announce(
      failed === 0 ? "Tested: everything that was asked works." : `Tested: ${failed} failed.`,
    );
    await client.invalidateQueries({ queryKey: ["accounts"] });
  };
  return (
    <Card
      title="Test"
      note={
        account.tests ? (
          <>
            tested <AgeText value={account.tests.at} />
          </>
        ) : (
          "not tested yet"
        )
      }
      action={
        <Button size="s" pending={isPending} onClick={() => void test()}>
          Test now
        </Button>
      }
    >
      {failure && <Notice tone="bad" title={failure.message} className="mb-3" />}
      <TestResults results={(account.tests?.results ?? offered(account)).filter(isAskable)} />
    </Card>
  );
}
