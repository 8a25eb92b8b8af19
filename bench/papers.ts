import { missingFields, papersOf } from '@sifang/domain/papers'
import { compose, type IndexRow } from '@sifang/server/modules/papers/templates/index'
import { pageCount, writeDocx } from '@sifang/server/platform/docx/index'
import { zipStream } from '@sifang/server/platform/sheets/index'
import { mediated } from '../domain/papers/record.test-support.ts'
import type { Bench } from './bench.ts'

const target = 0.5

/** A whole file of ten papers: each composed from the record, counted, written as .docx, and all of them zipped. */
export const bench: Bench = {
  async run({ quick, runs, say }) {
    const seconds: number[] = []
    const papers = tenPapers()
    // a server that has been working
    for (let warm = 0; warm < (quick ? 1 : 5); warm++) await wholeFile(papers)
    let bytes = 0
    for (let run = 0; run < runs; run++) {
      const began = performance.now()
      bytes = await wholeFile(papers)
      seconds.push((performance.now() - began) / 1000)
      say(`${Math.round((seconds.at(-1) ?? 0) * 1000)} ms`)
    }
    const size = { papers: papers.length, bytes }
    return [{ bench: 'papers', unit: 's', better: 'lower', target, runs: seconds, size }]
  },
}

/** The file of a mediated dispute, its own paper last. */
const tenPapers = () => papersOf(mediated).filter(({ kind }) => kind !== 'registration')

async function wholeFile(papers: ReturnType<typeof tenPapers>): Promise<number> {
  const index: IndexRow[] = []
  const files: { readonly name: string; readonly text: readonly Buffer[] }[] = []
  for (const { kind, no } of papers) {
    const about = { record: mediated, no }
    if (missingFields(kind, about).length > 0) throw new Error(`${kind} is incomplete`)
    const number = `${kind}〔2025〕第${index.length + 1}号`
    const docx = compose({ kind, about, number, missing: [], madeAt: new Date(0), papers: index })
    index.push({ title: docx.title, number, date: '2025年2月1日', pages: pageCount(docx) })
    files.push({ name: `${docx.title}.docx`, text: [await writeDocx(docx)] })
  }
  let bytes = 0
  async function* parts() {
    yield* files
  }
  for await (const chunk of zipStream(parts())) bytes += chunk.length
  return bytes
}
