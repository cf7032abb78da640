import type { NextConfig } from "next";

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  // The development server would write the arguments of actions to its log: passwords and registrar keys.
  logging: { serverFunctions: false },
  // Types are checked by `npm test`; a user's first start need not wait for them again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@node-rs/argon2", "pg-boss"],
  outputFileTracingIncludes: {
    "/docs/importing": ["./docs/importing.md"],
    "/docs/problems": ["./docs/problems.md"],
  },
  turbopack: { root: import.meta.dirname },
  ...(process.env.NEXT_OUTPUT === "standalone" ? { output: "standalone" } : {}),
};

export default config;
