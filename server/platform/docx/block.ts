/** What stands in a line: words, a blank to be filled in by hand (so many Chinese characters long), or words on a line. */
export type Piece = string | { readonly blank: number } | { readonly underlined: string }

/** A label and what stands beside it. An empty value leaves room to write. */
export type Field = { readonly label: string; readonly value: string }

/** Who signs. `picture` is a signature drawn on a screen (PNG); without one there is a line to sign on. */
export type Signature = {
  readonly label: string
  readonly picture?: Uint8Array | null
  /** Under the line, e.g. the date `2025年2月1日`; null leaves a date to fill in. */
  readonly on?: string | null
}

export type Column = {
  readonly heading: string
  /** Share of the width. */
  readonly share: number
  readonly align?: 'left' | 'center'
}

export type Block =
  /** Two characters indented, as a paragraph of an official paper. */
  | { readonly kind: 'text'; readonly pieces: readonly Piece[] }
  /** Not indented. */
  | { readonly kind: 'line'; readonly pieces: readonly Piece[]; readonly align?: 'left' | 'center' | 'right' }
  /** 黑体, before a part. */
  | { readonly kind: 'heading'; readonly text: string }
  /** A table of labels and values, one to three pairs a row. */
  | { readonly kind: 'fields'; readonly rows: readonly (readonly Field[])[] }
  /** A table with a heading row that stands on each page. */
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'signatures'; readonly signatures: readonly Signature[] }
  /** A cover's large line. */
  | { readonly kind: 'large'; readonly text: string }
  | { readonly kind: 'page-break' }
  /** Empty lines. */
  | { readonly kind: 'space'; readonly lines: number }

/** A paper as it is written. */
export type Docx = {
  /** Pages before the title. */
  readonly cover?: readonly Block[]
  /** Above the title, e.g. the organ. */
  readonly organ?: string
  readonly title: string
  /** 文号, right below the title. */
  readonly number?: string
  readonly blocks: readonly Block[]
  readonly draft: boolean
  /** In the file's properties. */
  readonly author: string
  /** In the file's properties: when it was made, as its record says. */
  readonly madeAt: Date
}

export const paragraph = (...pieces: readonly Piece[]): Block => ({ kind: 'text', pieces })
export const line = (...pieces: readonly Piece[]): Block => ({ kind: 'line', pieces })
export const heading = (text: string): Block => ({ kind: 'heading', text })
export const fields = (...rows: readonly (readonly Field[])[]): Block => ({ kind: 'fields', rows })

/** Text of several lines as paragraphs; nothing written leaves `lines` lines to write on. */
export function paragraphs(text: string | null, lines = 3): readonly Block[] {
  const written = (text ?? '').split(/\r?\n/).filter((each) => each.trim() !== '')
  if (written.length > 0) return written.map((each) => paragraph(each.trim()))
  return Array.from({ length: lines }, () => line({ blank: 28 }))
}
