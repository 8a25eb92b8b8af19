export { type MigrateOptions, type Migration, migrate, pendingMigrations, readMigrations } from './migrate.ts'
export { type Postgres, type PostgresOptions, startPostgres } from './postgres.ts'
