import { readFileSync } from 'node:fs'

/** The program's own version, from the package at the top. */
export const programVersion: string = readVersion()

function readVersion(): string {
  const value: unknown = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'))
  const isNamed = typeof value === 'object' && value !== null && 'version' in value
  return isNamed && typeof value.version === 'string' ? value.version : '0'
}
