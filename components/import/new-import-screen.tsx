import type { ImportReach } from "@/server/import/schemas";
import { PageHeader } from "../shell/page-header";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { withQuery } from "../ui/with-query";
import { FormatCard } from "./format-card";
import { ImportsTable } from "./imports-table";
import { UploadCard } from "./upload-card";

type NewImportScreenProps = {
  account: { readonly id: string; readonly name: string };
  reach: ImportReach;
};

const REACHES: Readonly<Record<ImportReach["facts"], string | null>> = {
  all: null,
  untold:
    "This registrar tells about each name by itself. What it has told stays; a file adds names, and fills in what is missing.",
  none: "This registrar lists its names by itself. A file can change what is ours: tags, notes, partners and the auto-renew wish.",
};

/** Where names are brought in for an account, from a file. */
export function NewImportScreen({ account, reach }: NewImportScreenProps) {
  const note = REACHES[reach.facts];
  return (
    <>
      <PageHeader
        title={`Bring names into ${account.name}`}
        crumb="Names from a file"
        actions={
          <LinkButton href={withQuery(`/settings/accounts/${account.id}`, {})}>
            Back to the account
          </LinkButton>
        }
      />
      <div className="grid gap-4">
        {note && <Notice tone="info" title={note} />}
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <UploadCard accountId={account.id} />
          <FormatCard />
        </div>
        <ImportsTable accountId={account.id} />
      </div>
    </>
  );
}
