import { defineConfig } from 'vitest/config'

const database = 'server/platform/db/test-setup.ts'

/** Files of a project share a process, so that the server is read once for all of them: none leaves anything behind. */
const together = { isolate: false, maxWorkers: 2, sequence: { groupOrder: 0 } }

/** Those that start processes, watch what a machine does or what a browser shows: after the others, one at a time. */
const alone = { maxWorkers: 1, sequence: { groupOrder: 1 } }

/** `domain` and `sheets` need nothing; the others share one PostgreSQL that the set-up starts for the run. */
export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          ...together,
          name: 'domain',
          include: ['domain/**/*.test.ts', 'client/**/*.test.ts', 'planner/**/*.test.ts', 'test/rules/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...together,
          name: 'sheets',
          include: ['server/platform/sheets/**/*.test.ts', 'server/modules/imports/rows/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...alone,
          name: 'platform',
          include: ['server/platform/**/*.test.ts', 'cli/**/*.test.ts'],
          exclude: ['server/platform/sheets/**'],
          globalSetup: [database],
        },
      },
      {
        extends: true,
        test: {
          ...together,
          name: 'modules',
          include: ['server/modules/**/*.test.ts'],
          exclude: ['server/modules/imports/rows/**'],
          globalSetup: [database],
        },
      },
      {
        extends: true,
        test: { ...together, name: 'structure', include: ['test/structure/**/*.test.ts'], globalSetup: [database] },
      },
      {
        extends: true,
        test: { ...together, name: 'journeys', include: ['test/journeys/**/*.test.ts'], globalSetup: [database] },
      },
      {
        extends: true,
        test: {
          ...alone,
          name: 'starts',
          include: ['test/starts/**/*.test.ts'],
          globalSetup: [database],
          // databases are made and servers started, on a machine that may be busy
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { ...together, name: 'attacks', include: ['test/attacks/**/*.test.ts'], globalSetup: [database] },
      },
      {
        extends: true,
        test: {
          ...alone,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: [database],
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          ...alone,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: [database],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...alone,
          name: 'bench',
          include: ['bench/**/*.test.ts'],
          globalSetup: [database],
          testTimeout: 60_000,
        },
      },
    ],
  },
})
