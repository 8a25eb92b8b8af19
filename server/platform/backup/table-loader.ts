import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { copyFrom } from './copy-streams.ts'
import type { TableRecord } from './format.ts'
import { notVerified } from './problem.ts'
import { copyIn } from './tables.ts'

export type TableLoader = {
  /** A part of a table; parts of one table follow each other. */
  load(table: string, content: AsyncIterable<Buffer>): Promise<void>
  /** After the last part of the last table. */
  end(): Promise<void>
}

/** Feeds parts into one COPY a table, as fast as the database takes them. Errors: restore-not-verified. */
export function tableLoader(client: pg.ClientBase, tables: readonly TableRecord[]): TableLoader {
  const byName = new Map(tables.map((table) => [`${table.schema}.${table.name}`, table]))
  let current: { name: string; rows: number; copy: ReturnType<typeof copyFrom>; done: Promise<void> } | null = null

  const begin = (name: string) => {
    const table = byName.get(name)
    if (!table) throw notVerified(name)
    const copy = client.query(copyFrom(copyIn(table)))
    const done = finished(copy)
    // awaited at the end; a failure before that is heard by the writer
    done.catch(() => undefined)
    return { name, rows: table.rows, copy, done }
  }
  const end = async () => {
    if (!current) return
    const { name, rows, copy, done } = current
    copy.end()
    await done
    if (copy.rowCount !== rows) throw notVerified(name)
    current = null
  }
  return {
    load: async (name, content) => {
      if (current?.name !== name) {
        await end()
        current = begin(name)
      }
      const { copy, done } = current
      for await (const chunk of content) {
        if (!copy.write(chunk)) await Promise.race([once(copy, 'drain'), done])
      }
    },
    end,
  }
}
