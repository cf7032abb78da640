/** A registrar accredited at the simulated registry. Without a password nobody can speak for it. */
export type RotldRegistrar = {
  readonly id: string;
  readonly name: string;
  readonly password: string | null;
  /** What it has paid in, in EUR cents. */
  readonly balanceMinor: number;
};

/** Their names and passwords say that they open nothing real. */
export const NORTHWIND: RotldRegistrar = {
  id: "sim-reg-northwind",
  name: "Northwind Hosting",
  password: "sim-rotld-northwind",
  balanceMinor: 50_000,
};
/** Has paid in less than a year of a name costs. */
export const DUNAREA: RotldRegistrar = {
  id: "sim-reg-dunarea",
  name: "Dunărea Net",
  password: "sim-rotld-dunarea",
  balanceMinor: 400,
};
export const CARPATI: RotldRegistrar = {
  id: "sim-reg-carpati",
  name: "Carpați Domenii",
  password: null,
  balanceMinor: 100_000,
};

export const ROTLD_REGISTRARS: readonly RotldRegistrar[] = [NORTHWIND, DUNAREA, CARPATI];
