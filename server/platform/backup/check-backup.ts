import { createHash, type Hash } from 'node:crypto'
import { type ArchiveEntry, readArchive, wholeEntry } from './archive-reader.ts'
import {
  attachmentPrefix,
  formatVersion,
  type Head,
  headName,
  headSchema,
  type Manifest,
  manifestName,
  manifestSchema,
  maxJsonBytes,
  tableOfPart,
} from './format.ts'
import { damaged, foreign, newer } from './problem.ts'

export type CheckedBackup = { readonly head: Head; readonly manifest: Manifest }

type Seen = { readonly bytes: number; readonly sha256: string }

/** Bytes and hash of tables and files as they come by. */
function tally() {
  const open = new Map<string, { hash: Hash; bytes: number }>()
  return {
    add(name: string, chunk: Buffer) {
      const seen = open.get(name) ?? { hash: createHash('sha256'), bytes: 0 }
      open.set(name, seen)
      seen.hash.update(chunk)
      seen.bytes += chunk.length
    },
    seen: (): ReadonlyMap<string, Seen> =>
      new Map([...open].map(([name, { hash, bytes }]) => [name, { bytes, sha256: hash.copy().digest('hex') }])),
  }
}

/**
 * Reads a backup from end to end without keeping it: everything that its manifest names is there, with the same number
 * of bytes and the same hash, and nothing else. Errors: backup-unreadable, backup-foreign, backup-newer, backup-damaged.
 */
export async function checkBackup(
  path: string,
  onRead?: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<CheckedBackup> {
  let head: Head | null = null
  let manifest: Manifest | null = null
  const found = tally()
  await readArchive(
    path,
    async (entry) => {
      signal?.throwIfAborted()
      if (head === null) {
        head = await readHead(path, entry)
        return
      }
      if (manifest !== null) throw damaged(path)
      if (entry.name === manifestName) {
        manifest = await readManifest(path, entry)
        return
      }
      const name = tableOfPart(entry.name) ?? entry.name
      if (name === entry.name && !name.startsWith(attachmentPrefix)) throw damaged(path)
      found.add(name, Buffer.alloc(0))
      for await (const chunk of entry.content) found.add(name, chunk)
    },
    onRead,
  )
  if (head === null) throw foreign(path)
  if (manifest === null) throw damaged(path)
  compare(path, manifest, found.seen())
  return { head, manifest }
}

/** Errors: backup-foreign, backup-newer. */
export async function readHead(path: string, entry: ArchiveEntry): Promise<Head> {
  if (entry.name !== headName || entry.bytes > 1_000_000) throw foreign(path)
  const text = (await wholeEntry(entry, 1_000_000)).toString()
  const head = headSchema.safeParse(parseJson(text))
  if (!head.success) throw foreign(path, head.error)
  if (head.data.formatVersion > formatVersion) throw newer(path, head.data.version)
  return head.data
}

async function readManifest(path: string, entry: ArchiveEntry): Promise<Manifest> {
  const text = (await wholeEntry(entry, maxJsonBytes)).toString()
  const manifest = manifestSchema.safeParse(parseJson(text))
  if (!manifest.success) throw damaged(path, manifest.error)
  return manifest.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const nothing: Seen = { bytes: 0, sha256: createHash('sha256').digest('hex') }

function compare(path: string, manifest: Manifest, found: ReadonlyMap<string, Seen>): void {
  const wanted = new Map<string, Seen>([
    ...manifest.tables.map((table): [string, Seen] => [`${table.schema}.${table.name}`, table]),
    ...manifest.attachments.map((file): [string, Seen] => [`${attachmentPrefix}${file.path}`, file]),
  ])
  for (const [name, { bytes, sha256 }] of wanted) {
    const seen = found.get(name) ?? nothing
    if (seen.bytes !== bytes || seen.sha256 !== sha256) throw damaged(path, new Error(`${name} differs`))
  }
  for (const name of found.keys())
    if (!wanted.has(name)) throw damaged(path, new Error(`${name} is not in the manifest`))
}
