import { z } from 'zod'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type Schema = z.core.JSONSchema.BaseSchema

/** The JSON schema of what a route takes in. */
export const schemaOf = (type: z.ZodType): Schema => z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' })

/** Real ids by the name of the field that holds one, so that a body gets as far as it can. */
export type Known = Readonly<Record<string, () => Json>>

/** A body that the schema lets in. */
export function sample(schema: Schema, known: Known, name = '', root: Schema = schema): Json {
  const given = known[name]
  if (given && (schema.type === 'string' || schema.type === 'integer' || schema.type === 'number')) return given()
  if (schema.$ref) return sample(resolve(schema.$ref, root), known, name, root)
  if (schema.const !== undefined) return schema.const as Json
  if (schema.enum) return schema.enum[0] as Json
  const [either] = schema.oneOf ?? schema.anyOf ?? []
  if (either) return sample(either as Schema, known, name, root)
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((part) => sample(part as Schema, known, name, root))) as Json
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, value]) => [key, sample(value as Schema, known, key, root)]),
      )
    case 'array':
      return [sample((schema.items ?? {}) as Schema, known, singular(name), root)]
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case 'string':
      return text(schema)
    default:
      return {}
  }
}

const resolve = (ref: string, root: Schema): Schema => (root.$defs?.[ref.split('/').at(-1) ?? ''] ?? {}) as Schema

const singular = (name: string): string => name.replace(/Ids$/, 'Id').replace(/^participants$/, 'memberId')

function text(schema: Schema): string {
  if (schema.format === 'uuid') return crypto.randomUUID()
  if (schema.format === 'date-time') return '2025-02-05T09:00:00+08:00'
  if (schema.format === 'date') return '2025-02-10'
  return '试验文字一二三'.repeat(Math.ceil((schema.minLength ?? 1) / 7)).slice(0, schema.maxLength ?? 20)
}

/** Every way to put one hostile value in place of one value of `body`. */
export function spoiled(body: Json): readonly { readonly path: string; readonly body: Json }[] {
  return leaves(body).flatMap(({ path, value }) =>
    hostile(value).map((bad) => ({ path: path.join('.'), body: replaced(body, path, bad) })),
  )
}

type Path = readonly (string | number)[]

function leaves(value: Json, path: Path = []): readonly { readonly path: Path; readonly value: Json }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }]
  return [
    { path, value },
    ...Object.entries(value).flatMap(([key, held]) =>
      leaves(held, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ]
}

function replaced(body: Json, path: Path, bad: Json): Json {
  const [key, ...rest] = path
  if (key === undefined) return bad
  if (Array.isArray(body)) return body.map((held: Json, index) => (index === key ? replaced(held, rest, bad) : held))
  const fields: Readonly<Record<string, Json>> =
    typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as { readonly [key: string]: Json }) : {}
  return { ...fields, [key]: replaced(fields[key] ?? null, rest, bad) }
}

const everywhere: readonly Json[] = [null, [], {}]
const texts: readonly Json[] = [
  7,
  '',
  'x'.repeat(3000),
  'a\u0000b',
  '半个\ud83d字',
  "'; drop table visit; --",
  '{"$gt":""}',
  '00000000-0000-0000-0000-000000000000',
  '0000-01-01',
  '9999-12-31',
  '2025-02-30',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '-271821-04-20T00:00:00Z',
  '2025-02-05T10:00:00+23:59',
]
const numbers: readonly Json[] = ['1', -1, 0, 0.1, 1e308, -1e308, 2 ** 31, 2 ** 53, 1e-320]

function hostile(value: Json): readonly Json[] {
  if (typeof value === 'string') return [...everywhere, ...texts]
  if (typeof value === 'number') return [...everywhere, ...numbers]
  if (Array.isArray(value))
    return [null, {}, 'x', [...value, ...value], Array.from({ length: 1000 }, () => value[0] ?? 0)]
  return [null, [], 'x', { __proto__: null, constructor: 1, unknown: 'field' }]
}
