import type { RowReader } from './raw-row.ts'
import type { VillageIndex } from './villages.ts'

/** The id of the village a cell names; null when it is missing or wrong, which is then among the problems. */
export function readVillage<K extends string>(reader: RowReader<K>, key: K, villages: VillageIndex): string | null {
  const text = reader.text(key, { max: 60, required: true })
  return text === null ? null : findVillage(reader, key, text, villages)
}

export function findVillage<K extends string>(
  reader: RowReader<K>,
  key: K,
  text: string,
  villages: VillageIndex,
): string | null {
  const match = villages.find(text)
  switch (match.kind) {
    case 'found':
      return match.village.id
    case 'ambiguous':
      return reader.fail(key, 'village/ambiguous', [match.count])
    case 'not-found': {
      const zh = match.nearest.length > 0 ? match.nearest.join('、') : '（没有相近的；请先导入村）'
      const en = match.nearest.length > 0 ? match.nearest.join(', ') : '(none; import the villages first)'
      return reader.fail(key, 'village/not-found', { zh: [zh], en: [en] })
    }
  }
}
