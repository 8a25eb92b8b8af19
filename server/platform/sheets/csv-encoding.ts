import { createReadStream } from 'node:fs'
import { SheetProblem } from './problem.ts'

export type TextEncodingName = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/**
 * Tells the encoding of a text file. The whole file is looked at: the first Chinese character may come late, and a
 * file that lost its end in the middle of a character is still UTF-8. Errors: sheet/unknown-encoding,
 * sheet/other-format for files with zero bytes.
 */
export async function detectEncoding(path: string): Promise<TextEncodingName> {
  const head = await readHead(path, 4096)
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = zeroBytes(head)
  if (zeros.odd > head.length / 8 && zeros.even === 0) return 'utf-16le'
  if (zeros.even > head.length / 8 && zeros.odd === 0) return 'utf-16be'
  if (zeros.even + zeros.odd > 0) throw new SheetProblem('sheet/other-format', { detail: 'binary' })

  const utf8 = await tryDecoding(path, 'utf-8')
  if (utf8.failed === 0 || utf8.foreign > 20 * utf8.failed) return 'utf-8'
  const gb18030 = await tryDecoding(path, 'gb18030')
  if (gb18030.foreign > 20 * gb18030.failed) return 'gb18030'
  throw new SheetProblem('sheet/unknown-encoding')
}

/** The file's text in pieces. */
export async function* decodedText(path: string, encoding: TextEncodingName): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}

export async function readHead(path: string, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(path, { end: bytes - 1 })) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** How many characters beyond ASCII came out, and how many failed. */
async function tryDecoding(path: string, encoding: TextEncodingName): Promise<{ foreign: number; failed: number }> {
  let foreign = 0
  let failed = 0
  for await (const text of decodedText(path, encoding)) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === 0xfffd) failed++
      else if (code > 0x7f) foreign++
    }
  }
  return { foreign, failed }
}

function zeroBytes(bytes: Buffer): { even: number; odd: number } {
  let even = 0
  let odd = 0
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  return { even, odd }
}
