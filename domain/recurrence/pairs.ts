/** A name as it is compared: full-width signs as usual ones, small letters, without blanks, dots and dashes in between. */
function comparable(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}\p{Po}\p{Cf}]/gu, '')
}

/** Between the two names of a pair; no name holds it. */
const between = '\u001f'

/**
 * Each two of these names as one text, the same whichever stands first and however they are written; none twice. Nothing
 * stands in the texts but names: they are for hashing under a key, and never kept.
 */
export function pairsOf(names: readonly string[]): readonly string[] {
  const all = names.map(comparable).filter((name) => name !== '')
  const pairs = new Set<string>()
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(index + 1)) pairs.add([one, other].sort().join(between))
  }
  return [...pairs]
}
