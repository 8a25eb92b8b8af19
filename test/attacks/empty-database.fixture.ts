import { randomBytes } from 'node:crypto'
import { testServerVariable } from '@sifang/server/platform/db/template'
import pg from 'pg'

/** A database in which nothing is, on the server of the test run. */
export async function emptyDatabase(): Promise<string> {
  const url = new URL(process.env[testServerVariable] ?? '')
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const name = `killed_${randomBytes(6).toString('hex')}`
  await client.query(`create database ${name}`)
  await client.end()
  url.pathname = `/${name}`
  return url.href
}
