import { runBuild } from "./build/run-build";
import { runMain } from "./run-main";

await runMain(() => runBuild());
