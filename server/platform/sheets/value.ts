/** What a list puts into one cell of an export. Dates are text (YYYY-MM-DD); null is an empty cell. */
export type Value = string | number | boolean | null

export type OutColumn = { readonly heading: string /** in characters */; readonly width?: number }

/** Signs that make a sheet take text for a formula; the full-width ones do so in East Asian editions. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/

export function looksLikeFormula(text: string): boolean {
  return formulaStart.test(text)
}
