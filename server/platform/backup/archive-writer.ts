import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import { pack } from 'tar-stream'
import { compression } from './format.ts'

export type ArchiveWriter = {
  /** Adds an entry and waits until there is room for the next one. */
  add(name: string, content: Buffer): Promise<void>
  /** Adds an open file of `bytes` length and closes it; answers its hash. */
  addFile(name: string, file: FileHandle, bytes: number): Promise<string>
  /** Ends the archive, with everything written and fsynced. */
  finish(): Promise<void>
  /** Gives up: the file is left as far as it got. */
  abandon(): Promise<void>
}

/** Writes a compressed tar into a new file that only its owner may read. */
export function archiveWriter(path: string): ArchiveWriter {
  const tar = pack()
  // flush: fsynced before it is closed
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  const ended = pipeline(Readable.from(tar), createZstdCompress(compression), out)
  // told by whoever waits next; without this a full disk would end the process
  ended.catch(() => undefined)

  const entry = async (name: string, bytes: number, content: Readable): Promise<void> => {
    // a full disk has ended it: that is then what is told
    if (tar.destroyed) return ended
    const written = new Promise<void>((resolve, reject) => {
      const sink = tar.entry({ name, size: bytes, mode: 0o600, mtime: new Date(0) }, (error) =>
        error ? reject(error) : resolve(),
      )
      sink.on('error', reject)
      content.on('error', (error) => sink.destroy(error))
      sink.on('drain', () => content.resume())
      content.on('data', (chunk: Buffer) => {
        if (!sink.write(chunk)) content.pause()
      })
      content.on('end', () => sink.end(null))
    })
    written.catch(() => undefined)
    // when the disk is full the stream ends early and no entry is ever finished
    return Promise.race([written, ended])
  }
  return {
    add: (name, content) => entry(name, content.length, Readable.from([content], { objectMode: false })),
    addFile: async (name, file, bytes) => {
      const hash = createHash('sha256')
      try {
        const content = file.createReadStream({ end: Math.max(bytes - 1, 0), autoClose: false })
        content.on('data', (chunk) => hash.update(chunk))
        await entry(name, bytes, bytes === 0 ? Readable.from([]) : content)
      } finally {
        await file.close()
      }
      return hash.digest('hex')
    },
    finish: async () => {
      tar.finalize()
      await ended
    },
    abandon: async () => {
      tar.destroy(new Error('given up'))
      await ended.catch(() => undefined)
    },
  }
}
