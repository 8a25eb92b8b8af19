import { readdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'

const web = fileURLToPath(new URL('../../web', import.meta.url))
const files = ['console', 'field'].flatMap((face) =>
  readdirSync(`${web}/${face}/messages/zh-CN`)
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => `${face}/${name}`),
)

/** Every text of a message file (`console/words.ts`) with its key, whatever the names of its exports. */
async function textsOf(language: string, file: string): Promise<readonly (readonly [string, string])[]> {
  const path = file.replace('/', `/messages/${language}/`)
  const exported: unknown = await import(pathToFileURL(`${web}/${path}`).href)
  return flat('', exported)
}

function flat(key: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[key, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => flat(key === '' ? name : `${key}.${name}`, inner))
}

/** What the interface writes in Latin letters in Chinese as well: placeholders, formats, units, keys, and the words of conditions. */
const latin =
  /\{\{[^}]*\}\}|\$t\([^)]*\)|<[^>]+>|WGS-84|GCJ-02|BD-09|GPS|UTF-8|GB18030|GeoJSON|HTTPS?|Excel|CSV|WPS|OSM|\.?xlsx?|MB|\.csv|API|ID|K\d+|km|Ctrl|Enter|Esc|Tab|Shift|Alt|English|sifang[\w .-]*|[A-Za-z]*\.sifang|XLSForm|'[a-z]+'|selected\(|\b(?:and|or)\b/g

describe.each(files)('%s', (file) => {
  test('Chinese texts hold no English', async () => {
    const english = (await textsOf('zh-CN', file)).filter(([, text]) => /[A-Za-z]{2,}/.test(text.replaceAll(latin, '')))
    expect(english).toEqual([])
  })

  test('English texts are there for the same keys, and hold no Chinese', async () => {
    const [zh, en] = await Promise.all([textsOf('zh-CN', file), textsOf('en', file)])
    // plural forms are English’s own
    const keys = (texts: readonly (readonly [string, string])[]) =>
      [...new Set(texts.map(([key]) => key.replace(/_(one|other)$/, '')))].sort()
    expect(keys(en)).toEqual(keys(zh))
    // names of places and persons are Chinese in examples, too
    const chinese = en.filter(([key, text]) => !/(example|placeholder)$/i.test(key) && /\p{Script=Han}/u.test(text))
    expect(chinese.filter(([, text]) => text !== '中文')).toEqual([])
  })
})

test('there are message files', () => {
  expect(files).toEqual(expect.arrayContaining(['console/words.ts', 'field/words.ts']))
})
