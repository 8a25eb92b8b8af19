import { defineConfig } from 'vitest/config'

const database = 'server/platform/db/test-setup.ts'

/** `domain` and `sheets` need nothing; the others share one PostgreSQL that the set-up starts for the run. */
export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'domain',
          include: ['domain/**/*.test.ts', 'client/**/*.test.ts', 'planner/**/*.test.ts', 'test/rules/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'sheets',
          include: ['server/platform/sheets/**/*.test.ts', 'server/modules/imports/rows/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'platform',
          include: ['server/platform/**/*.test.ts', 'cli/**/*.test.ts'],
          exclude: ['server/platform/sheets/**'],
          globalSetup: [database],
        },
      },
      {
        extends: true,
        test: {
          name: 'modules',
          include: ['server/modules/**/*.test.ts'],
          exclude: ['server/modules/imports/rows/**'],
          globalSetup: [database],
        },
      },
      { extends: true, test: { name: 'structure', include: ['test/structure/**/*.test.ts'], globalSetup: [database] } },
      { extends: true, test: { name: 'journeys', include: ['test/journeys/**/*.test.ts'], globalSetup: [database] } },
      {
        extends: true,
        test: {
          name: 'starts',
          include: ['test/starts/**/*.test.ts'],
          globalSetup: [database],
          // databases are made and servers started, on a machine that may be busy
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      { extends: true, test: { name: 'attacks', include: ['test/attacks/**/*.test.ts'], globalSetup: [database] } },
      {
        extends: true,
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], globalSetup: [database], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: { name: 'bench', include: ['bench/**/*.test.ts'], globalSetup: [database], testTimeout: 60_000 },
      },
    ],
  },
})
