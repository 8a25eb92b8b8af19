/** Bounds of one file. All are checked while reading, so that no file can take the server's memory or minutes. */
export type SheetLimits = {
  /** bytes on disk, looked at before anything is read */
  readonly maxBytes: number
  /** bytes of one part of an .xlsx once unpacked; a million formatted blank rows of 12 columns are 250 MB */
  readonly maxPartBytes: number
  /** unpacked ÷ packed, for parts above 64 MB; deflate ends at 1032, blank rows reach about 100 */
  readonly maxRatio: number
  /** rows that hold something; blank ones are free */
  readonly maxRows: number
  readonly maxColumns: number
  /** characters of a cell; Excel's own bound is 32,767 */
  readonly maxCellChars: number
  /** characters of all shared strings of an .xlsx together: they are kept in memory */
  readonly maxSharedChars: number
}

export const defaultLimits: SheetLimits = {
  maxBytes: 200 * 2 ** 20,
  maxPartBytes: 2 ** 30,
  maxRatio: 300,
  maxRows: 200_000,
  maxColumns: 200,
  maxCellChars: 32_767,
  maxSharedChars: 64 * 2 ** 20,
}
