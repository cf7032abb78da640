import { main } from "./bench/main";
import { runMain } from "./run-main";

await runMain(main);
