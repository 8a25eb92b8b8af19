import { parseArgs } from 'node:util'
import { type Bench, lineOf } from './bench.ts'

type Row = {
  /** The file that measures it. */
  readonly file: () => Promise<{ readonly bench: Bench }>
  /** What it prints, where that is not its own name alone. */
  readonly figures?: readonly string[]
}

/** The rows of the table by their first names. */
const rows = {
  'due-list': { file: () => import('./due-list.ts') },
  'due-list-growth': { file: () => import('./due-list-growth.ts') },
  search: { file: () => import('./search.ts') },
  timeline: { file: () => import('./timeline.ts') },
  today: { file: () => import('./today.ts') },
  'record-visit': { file: () => import('./record-visit.ts') },
  'record-visit-one-station': { file: () => import('./record-visit-one-station.ts') },
  'visits-during-import': { file: () => import('./import.ts') },
  import: { file: () => import('./import.ts'), figures: ['import', 'import-memory'] },
  streaks: { file: () => import('./streaks.ts') },
  'follow-ups': { file: () => import('./follow-ups.ts') },
  'first-sync': { file: () => import('./first-sync.ts'), figures: ['first-sync', 'first-sync-last'] },
  'sync-bytes': { file: () => import('./sync-bytes.ts') },
  live: { file: () => import('./live.ts') },
  map: { file: () => import('./map.ts') },
  papers: { file: () => import('./papers.ts') },
  start: { file: () => import('./start.ts') },
  faults: { file: () => import('./faults.ts'), figures: ['faults-commands', 'faults-lost', 'faults-doubled'] },
  submit: { file: () => import('./submit.ts') },
  'field-size': { file: () => import('./field-size.ts') },
  'field-start': { file: () => import('./field-start.ts') },
} satisfies Readonly<Record<string, Row>>

await main(process.argv.slice(2))

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { quick: { type: 'boolean' }, places: { type: 'string' }, runs: { type: 'string' } },
  })
  const [name = ''] = positionals
  if (!isName(name)) {
    say(`usage: npm run -s bench -- <name> [--quick] [--places N] [--runs N]\nnames: ${Object.keys(rows).join(', ')}`)
    process.exitCode = 2
    return
  }
  const row: Row = rows[name]
  const { bench } = await row.file()
  const figures = await bench.run({
    quick: values.quick ?? false,
    places: values.places === undefined ? undefined : Number(values.places),
    runs: values.runs === undefined ? 5 : Number(values.runs),
    say,
  })
  const printed = row.figures ?? [name]
  for (const figure of figures) {
    if (printed.includes(figure.bench)) process.stdout.write(`${lineOf(figure)}\n`)
  }
}

function isName(name: string): name is keyof typeof rows {
  return Object.hasOwn(rows, name)
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
