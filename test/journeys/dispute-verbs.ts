import { strFromU8, unzipSync } from 'fflate'
import { newId, type Person } from './harness.ts'

const at = (id: string) => ({ path: { id } })

/** A step by somebody on what stands now, or on the version named; answers what stands after it. */
export async function take(
  by: Person,
  id: string,
  step: { kind: string; [key: string]: unknown },
  more: { words?: Record<string, string>; basedOn?: number } = {},
) {
  const { words = {}, basedOn = (await by.api.get('/disputes/{id}', at(id))).version } = more
  return by.api.post('/disputes/{id}/steps', {
    ...at(id),
    body: { id: newId(), basedOn, step, words } as never,
  })
}

export async function party(by: Person, id: string, part: 'applicant' | 'respondent' | 'other', name: string) {
  const partyId = newId()
  const person = { name, phone: '13800000000', address: '西隋村' }
  await by.api.put('/disputes/{id}/parties/{partyId}', { path: { id, partyId }, body: { id: newId(), part, person } })
  return partyId
}

/** All words of a paper, head and foot included. */
export function wordsOfDocx(docx: Uint8Array): string {
  const parts = Object.entries(unzipSync(docx)).filter(([path]) => /^word\/(document|header|footer).*\.xml$/.test(path))
  return parts
    .flatMap(([, xml]) => [...strFromU8(xml).matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text))
    .join('')
}
