import { SaxesParser } from 'saxes'
import { SheetProblem } from './problem.ts'

/** What a part of an .xlsx tells, with namespace prefixes taken off. */
export type XmlHandler = {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
}

/** Without an event for so long, a single tag or text is larger than any cell may be. */
const maxSilentChars = 4 * 2 ** 20

/**
 * Feeds a part to `handler` and yields after each chunk, so that the caller can hand on what has come together.
 * The bytes are decoded as one stream: a Chinese character may lie across two chunks. Errors: sheet/broken.
 */
export async function* readXml(part: AsyncIterable<Buffer>, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser()
  let silent = 0
  let failure: Error | null = null
  parser.on('error', (error) => {
    failure ??= error
  })
  parser.on('opentag', (tag) => {
    silent = 0
    handler.open(localName(tag.name), tag.attributes)
  })
  parser.on('text', (text) => {
    silent = 0
    handler.text(text)
  })
  parser.on('cdata', (text) => handler.text(text))
  parser.on('closetag', (tag) => {
    silent = 0
    handler.close(localName(tag.name))
  })
  const decoder = new TextDecoder('utf-8')
  const feed = (text: string) => {
    silent += text.length
    parser.write(text)
    if (failure !== null || silent > maxSilentChars) throw new SheetProblem('sheet/broken', { detail: 'XML' })
  }
  for await (const chunk of part) {
    feed(decoder.decode(chunk, { stream: true }))
    yield
  }
  feed(decoder.decode())
  parser.close()
  if (failure !== null) throw new SheetProblem('sheet/broken', { detail: 'XML' })
  yield
}

/** Reads a small part to its end. */
export async function readWholeXml(part: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  for await (const _ of readXml(part, handler)) {
    // all is done by the handler
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
