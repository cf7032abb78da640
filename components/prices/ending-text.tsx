type EndingTextProps = {
  /** As it is registered (A-labels), told on hover where it differs. */
  tld: string;
  /** As people read it (U-labels). */
  unicode: string;
};

/** The ending of names, with its dot. */
export const EndingText = ({ tld, unicode }: EndingTextProps) => (
  <span dir="ltr" title={tld === unicode ? undefined : `.${tld}`}>
    .{unicode}
  </span>
);
