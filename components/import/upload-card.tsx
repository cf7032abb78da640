"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { MOST_BYTES } from "@/server/import/schemas";
import { ApiError } from "../query/api-error";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Field } from "../ui/field";
import { RadioGroup } from "../ui/radio-group";
import { TextareaField } from "../ui/textarea-field";
import { withQuery } from "../ui/with-query";
import { FileInput } from "./file-input";
import { uploadFile } from "./upload-file";

const WAYS = [
  { value: "file", label: "A file", help: "CSV in UTF-8, up to 25 MB and 100,000 rows." },
  { value: "paste", label: "Pasted text", help: "Rows copied from a spreadsheet or a web page." },
] as const;
type Way = (typeof WAYS)[number]["value"];

const TOO_LARGE = "A file has at most 25 MB. Split it, and bring in one part after the other.";

type Given = { readonly blob: Blob; readonly name: string };

/** The file or the text of a form; a sentence where it cannot be sent. */
function givenIn(form: FormData, way: Way): Given | string {
  if (way === "paste") {
    const text = `${form.get("text") ?? ""}`;
    if (text.trim() === "") return "Paste the rows first, their head on the first line.";
    return { blob: new Blob([text]), name: "" };
  }
  const file = form.get("file");
  if (!(file instanceof File) || file.name === "") return "Choose a file first.";
  return { blob: file, name: file.name };
}

/** Takes a file, or pasted rows, in for an account. Nothing is changed by it yet. */
export function UploadCard({ accountId }: { accountId: string }) {
  const [way, setWay] = useState<Way>("file");
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const router = useRouter();

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = givenIn(new FormData(event.currentTarget), way);
    if (typeof given === "string") return setProblem(given);
    if (given.blob.size > MOST_BYTES) return setProblem(TOO_LARGE);
    setPending(true);
    setProblem(undefined);
    try {
      const importId = await uploadFile(accountId, given.blob, given.name);
      router.push(withQuery(`/settings/accounts/${accountId}/names/${importId}`, {}));
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : "The file could not be sent.");
      setPending(false);
    }
  };

  return (
    <Card title="Rows" note="nothing is changed yet">
      <form method="post" noValidate className="grid gap-4" onSubmit={(event) => void send(event)}>
        <RadioGroup
          legend="Where they come from"
          name="way"
          choices={[...WAYS]}
          value={way}
          onChange={(chosen) => {
            setWay(chosen);
            setProblem(undefined);
          }}
        />
        <RowsField way={way} problem={problem} />
        <div role="alert" className="sr-only">
          {problem}
        </div>
        <div>
          <Button type="submit" variant="primary" pending={isPending}>
            Read the columns
          </Button>
        </div>
      </form>
    </Card>
  );
}

function RowsField({ way, problem }: { way: Way; problem: string | undefined }) {
  if (way === "file")
    return (
      <Field label="CSV file" required className="max-w-120" error={problem}>
        <FileInput
          name="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        />
      </Field>
    );
  return (
    <TextareaField
      label="Rows"
      name="text"
      required
      mono
      rows={8}
      spellCheck={false}
      placeholder={"domain,expires,auto-renew\nexample.com,2027-05-03,yes"}
      help="The first line names the columns."
      error={problem}
    />
  );
}
