/**
 * The same keys with other words: what `en` must satisfy for a `zh` area. A key `…_other` (a count) may have an
 * `…_one` beside it, since English needs it and Chinese does not.
 */
export type SameKeys<Area> = {
  readonly [Key in keyof Area]: Area[Key] extends string ? string : SameKeys<Area[Key]>
} & {
  readonly [Key in keyof Area as Key extends `${infer Stem}_other` ? `${Stem}_one` : never]?: string
}
