/** What a row of the survey is. */
export type FormType =
  | { readonly kind: 'text' | 'date' | 'photo' | 'note' | 'begin-group' | 'end-group' | 'none' }
  | { readonly kind: 'number'; readonly whole: boolean }
  | { readonly kind: 'choice'; readonly several: boolean; readonly list: string }
  | { readonly kind: 'refused'; readonly piece: string }

const simple: Readonly<Record<string, FormType>> = {
  '': { kind: 'none' },
  text: { kind: 'text' },
  string: { kind: 'text' },
  integer: { kind: 'number', whole: true },
  int: { kind: 'number', whole: true },
  decimal: { kind: 'number', whole: false },
  date: { kind: 'date' },
  image: { kind: 'photo' },
  photo: { kind: 'photo' },
  note: { kind: 'note' },
  'begin group': { kind: 'begin-group' },
  'end group': { kind: 'end-group' },
}

/**
 * The type column. Underscores and blanks are one, but not in a list's name. `or_other` and lists from files change what
 * can be answered, so they are refused rather than read as something else.
 */
export function typeOf(text: string): FormType {
  const plain = text.trim().replace(/\s+/g, ' ')
  const known = simple[plain.toLowerCase().replaceAll('_', ' ')]
  if (known !== undefined) return known
  const choice = /^select[_ ](one|multiple|all that apply)(?: from(?: list)?)? (\S+)$/i.exec(plain)
  if (choice === null) return { kind: 'refused', piece: plain }
  const [, how = '', list = ''] = choice
  return { kind: 'choice', several: how.toLowerCase() !== 'one', list }
}
