export { type MigrateOptions, type Migration, migrate, pendingMigrations, readMigrations } from './migrate.ts'
export { type Postgres, type PostgresOptions, startPostgres, stopLeftPostgres } from './postgres.ts'
export { checkServerVersion } from './server-version.ts'
