import { join } from 'node:path'
import { z } from 'zod'
import { readJson, writeJson } from '../data-directory/json-file.ts'
import type { AuditHead } from './audit-chain.ts'

const headsSchema = z.array(
  z.object({
    stationId: z.uuid(),
    no: z.number().int().positive(),
    lastChainNo: z.number().int().positive(),
    digest: z.hex().length(64),
  }),
)

const pathIn = (dataDir: string): string => join(dataDir, 'audit-heads.json')

/** The heads last written beside the database; none for new data. */
export async function readHeads(dataDir: string): Promise<readonly AuditHead[]> {
  return (await readJson(pathIn(dataDir), (value) => headsSchema.parse(value))) ?? []
}

/** Notes heads beside the database. An older head never takes the place of a newer one. */
export async function noteHeads(dataDir: string, heads: readonly AuditHead[]): Promise<void> {
  const noted = new Map((await readHeads(dataDir)).map((head) => [head.stationId, head]))
  const news = heads.filter((head) => head.no > (noted.get(head.stationId)?.no ?? 0))
  if (news.length === 0) return
  for (const head of news) noted.set(head.stationId, head)
  await writeJson(pathIn(dataDir), [...noted.values()])
}
