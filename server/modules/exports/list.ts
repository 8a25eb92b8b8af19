import type { Permission } from '@sifang/domain/permissions'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { GeoFeature, OutColumn, Value } from '../../platform/sheets/index.ts'
import type { Language } from './words.ts'

/** Texts and numbers of one row, as the query names them. */
export type Row = { readonly [column: string]: Value }

export type ListColumn = {
  readonly zh: string
  readonly en: string
  readonly width?: number
  readonly value: (row: Row, language: Language) => Value
}

/** One list: who may, its filters, its rows, and what of a row is shown. Never a contact, a party or a telephone number. */
export type ExportList<Q extends z.ZodType = z.ZodType> = {
  readonly name: string
  readonly zh: string
  readonly en: string
  /** Of reading the list itself; `export.run` is needed besides. */
  readonly permission: Permission
  readonly filters: Q
  /** Refuses what the list itself refuses. */
  readonly check?: (ctx: Context, query: z.output<Q>) => Promise<void>
  readonly rows: (ctx: Context, query: z.output<Q>) => RawBuilder<Row>
  readonly columns: readonly ListColumn[]
  /** Where there are positions; its rows are the list's own unless it says. */
  readonly geo?: {
    readonly rows?: (ctx: Context, query: z.output<Q>) => RawBuilder<Row>
    readonly shape: (row: Row) => GeoFeature['geometry'] | null
  }
}

/** A list as the routes take it; its filters and its rows fit each other by construction. */
export type AnyList = Omit<ExportList, 'rows' | 'geo' | 'check'> & {
  readonly check?: (ctx: Context, query: never) => Promise<void>
  readonly rows: (ctx: Context, query: never) => RawBuilder<Row>
  readonly geo?: {
    readonly rows?: (ctx: Context, query: never) => RawBuilder<Row>
    readonly shape: (row: Row) => GeoFeature['geometry'] | null
  }
}

export function exportList<Q extends z.ZodType>(list: ExportList<Q>): AnyList {
  return list
}

/** A column that shows what the row holds under `key`. */
export function plain(key: string, zh: string, en: string, width?: number): ListColumn {
  return { zh, en, ...(width ? { width } : {}), value: (row) => row[key] ?? null }
}

export function headings(list: Pick<AnyList, 'columns'>, language: Language): readonly OutColumn[] {
  return list.columns.map(({ zh, en, width }) => ({
    heading: language === 'zh' ? zh : en,
    ...(width ? { width } : {}),
  }))
}

export const textOf = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null)

/** A point where the row has a position. */
export function pointOf(row: Row): GeoFeature['geometry'] | null {
  const { latitude, longitude } = row
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null
  return { kind: 'point', at: { latitude, longitude } }
}

/** An instant on the station's wall, to the minute. */
export const wallTime = (ctx: Context, column: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`to_char(${column} at time zone ${ctx.station.timeZone}::text, 'YYYY-MM-DD HH24:MI')`

type Condition = RawBuilder<unknown> | null | undefined | false | ''

/** Conditions that were asked for, or true. */
export function allOf(conditions: readonly Condition[]): RawBuilder<unknown> {
  const asked = conditions.flatMap((condition) => (condition ? [condition] : []))
  return asked.length > 0 ? sql.join(asked, sql` and `) : sql`true`
}
