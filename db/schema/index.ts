export * from "./accounts";
export * from "./audit";
export * from "./domains";
export * from "./outbound";
export * from "./partners";
export * from "./people";
export * from "./sync";
export * from "./webhooks";
