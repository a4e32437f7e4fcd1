import { defineConfig } from "vitest/config";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    globalSetup: ["test/support/global-setup.ts"],
    reporters: ["default", "./test/tally.ts"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
