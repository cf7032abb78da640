import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const ROOMS = "{app,components,server,db,scripts}";
const INTEGRATION = `${ROOMS}/**/*.int.test.{ts,tsx}`;

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: {
      "@": import.meta.dirname,
      // Outside Next the package throws on import, which is its purpose; tests run server code on purpose.
      "server-only": path.join(import.meta.dirname, "node_modules/server-only/empty.js"),
    },
  },
  test: {
    maxWorkers: 2,
    restoreMocks: true,
    unstubEnvs: true,
    setupFiles: ["server/testing/loud-console.ts"],
    // A busy machine is slow, not wrong: whatever is waited for ends a wait at once when it comes.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: { name: "unit", include: [`${ROOMS}/**/*.test.ts`], exclude: [INTEGRATION] },
      },
      {
        extends: true,
        test: {
          name: "components",
          environment: "jsdom",
          include: [`${ROOMS}/**/*.test.tsx`],
          exclude: [INTEGRATION],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: [INTEGRATION],
          globalSetup: "server/testing/global-setup.ts",
          // Node reads drizzle's 179 kB package.json anew on every import of it; bundled it does not.
          server: { deps: { inline: [/drizzle-orm/] } },
        },
      },
    ],
  },
});
