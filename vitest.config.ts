import { defineConfig } from 'vitest/config'

/** `unit` needs nothing; `database` and `journeys` need a PostgreSQL, which their set-up starts. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'domain', include: ['domain/**/*.test.ts', 'client/**/*.test.ts', 'planner/**/*.test.ts'] } },
    ],
  },
})
