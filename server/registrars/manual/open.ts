import { ok } from "../../kernel/result";
import type { Opener } from "../opener";
import { manualGateway } from "./gateway";

/** Opens an account that is kept by hand: there is no credential, no endpoint, and nobody to fail. */
export const openManual: Opener = () => ok(manualGateway());
