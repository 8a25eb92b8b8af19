/** Pairs of neighbouring characters as numbers; a name of one character is its own pair. */
export function bigrams(text: string): readonly number[] {
  if (text.length < 2) return text.length === 1 ? [text.charCodeAt(0)] : []
  const pairs = new Set<number>()
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1))
  return [...pairs]
}

/** Sørensen–Dice of the pairs of neighbouring characters, 0 to 1; quadratic in the lengths, which are short. */
export function diceLikeness(a: string, b: string): number {
  const pairs = a.length + b.length - 2
  if (a.length < 2 || b.length < 2) return a === b ? 1 : 0
  let common = 0
  for (let i = 0; i + 1 < a.length; i++) {
    for (let j = 0; j + 1 < b.length; j++) {
      if (a.charCodeAt(i) !== b.charCodeAt(j) || a.charCodeAt(i + 1) !== b.charCodeAt(j + 1)) continue
      common++
      break
    }
  }
  return Math.min(1, (2 * common) / pairs)
}

/** Levenshtein distance, given up (bound + 1) as soon as it exceeds `bound`. */
export function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) > bound) return bound + 1
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const changed = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const value = Math.min(changed, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      row.push(value)
      least = Math.min(least, value)
    }
    if (least > bound) return bound + 1
    above = row
  }
  return above[b.length] ?? 0
}
