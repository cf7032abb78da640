"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState } from "react";
import { saveSettingsAction } from "@/server/actions/settings";
import { AREAS, SETTINGS, type SettingsDto } from "@/server/settings/schemas";
import { useProvenSubmission } from "../auth/use-step-up";
import { focusFirstError } from "../query/use-submission";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DateText } from "../ui/date-text";
import { Notice } from "../ui/notice";
import { useToast } from "../ui/toast";
import { SettingField, ZONES_ID } from "./setting-field";
import { useDraft } from "./use-draft";
import { AREA_WORDS, asSentence } from "./words";

type SettingsScreenProps = { initial: SettingsDto; zones: readonly string[] };

/** What is saved, what is typed, and the way from one to the other. */
function useSettings(initial: SettingsDto) {
  const [saved, setSaved] = useState(initial);
  const draft = useDraft(saved);
  const { submit, isPending, failure, errorAt, reset, proof } =
    useProvenSubmission(saveSettingsAction);
  const isRefused = saved.settings.some(({ key }) => errorAt(`values.${key}`));
  const router = useRouter();
  const toast = useToast();

  // The page is long: whoever saved at its end is led to what was refused.
  useEffect(() => {
    if (isRefused) focusFirstError();
  }, [isRefused]);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const next = await submit({ version: saved.version, values: draft.values() });
    if (!next) return;
    setSaved(next);
    draft.reset();
    toast({ title: "The settings are saved.", tone: "ok" });
    router.refresh();
  };
  const discard = () => {
    draft.reset();
    reset();
  };
  return { saved, ...draft, save, discard, isPending, failure, errorAt, proof };
}

/** The settings of the organisation, area by area; nothing holds before it is saved. */
export function SettingsScreen({ initial, zones }: SettingsScreenProps) {
  const { saved, draft, count, set, save, discard, isPending, failure, errorAt, proof } =
    useSettings(initial);
  return (
    <>
      <form
        method="post"
        noValidate
        // What has focus must not lie under the bar at the bottom.
        className="[&_button]:scroll-mb-24 [&_input]:scroll-mb-24"
        onSubmit={(event) => void save(event)}
      >
        <PageHeader
          title="Organisation"
          facts={saved.changed ? <Changed {...saved.changed} /> : "Nothing was set here yet"}
        />
        <div className="grid gap-4">
          {AREAS.map((area) => (
            <Card key={area} {...AREA_WORDS[area]}>
              <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-3">
                {saved.settings
                  .filter(({ key }) => SETTINGS[key].area === area)
                  .map((setting) => (
                    <SettingField
                      key={setting.key}
                      setting={setting}
                      typed={draft[setting.key]}
                      error={errorAt(`values.${setting.key}`)?.map(asSentence)}
                      onType={(typed) => set(setting, typed)}
                    />
                  ))}
              </div>
            </Card>
          ))}
        </div>
        <datalist id={ZONES_ID}>
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <div role="alert" className="mt-4 empty:hidden">
          {failure && <Notice tone="bad" title={failure.message} />}
        </div>
        <SaveBar count={count} pending={isPending} onDiscard={discard} />
      </form>
      {/* A form of its own, so it stands outside this one. */}
      {proof}
    </>
  );
}

const Changed = ({ at, by }: { at: string; by: string }) => (
  <>
    Last changed by {by}, <DateText value={at} time />
  </>
);

type SaveBarProps = { count: number; pending: boolean; onDiscard: () => void };

function SaveBar({ count, pending, onDiscard }: SaveBarProps) {
  return (
    <div className="sticky bottom-0 mt-4 flex flex-wrap items-center gap-3 border-t border-line bg-bg py-3">
      <Button type="submit" variant="primary" pending={pending} disabled={count === 0}>
        Save
      </Button>
      {count > 0 && (
        <Button variant="quiet" onClick={onDiscard}>
          Discard
        </Button>
      )}
      <p role="status" className="text-ink-2">
        {count === 0
          ? "Nothing to save"
          : `${count} ${count === 1 ? "change" : "changes"} not saved`}
      </p>
    </div>
  );
}
