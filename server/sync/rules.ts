/** The figures a reading goes by. Every one of them is a setting of the organisation. */
export type SyncRules = {
  /** A name read more recently than so many hours ago is left out unless forced. */
  readonly freshHours: number;
  /** Names taken up together: what one transaction writes, and what is lost when a process is killed. */
  readonly batch: number;
  /** Names that expire within so many days come first. */
  readonly priorityDays: number;
  /** After so many failures behind the first one a name is marked for review. */
  readonly retries: number;
  /** How long asking for one name may take, all tries of it together. */
  readonly timeoutSeconds: number;
  /** The wait after the first failure; each further one doubles it, up to a day. */
  readonly retryDelaySeconds: number;
};
