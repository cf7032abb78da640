import { TextareaField } from "../../ui/textarea-field";

type HostsFieldProps = {
  text: string;
  errors: readonly string[];
  onChange: (text: string) => void;
};

/** Nameservers as a list that is typed or pasted, one to a line. */
export function HostsField({ text, errors, onChange }: HostsFieldProps) {
  return (
    <TextareaField
      label="Nameservers"
      help="2 to 13 hosts, one per line. A pasted list or zone file is fine."
      required
      mono
      rows={5}
      spellCheck={false}
      autoCapitalize="none"
      autoComplete="off"
      value={text}
      {...(errors.length > 0 ? { error: [...errors] } : {})}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
