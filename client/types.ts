import type { paths } from './api.generated.ts'

export type Method = 'get' | 'put' | 'post'

/** Paths that know a method, as the server's page writes them: `/places/{id}`. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends { readonly responses: unknown } ? P : never
}[keyof paths]

/** What an answered call holds: `Reply<'/duties'>`, `Reply<'/visits/{id}', 'put'>`. */
export type Reply<P extends keyof paths, M extends Method = 'get'> = paths[P][M] extends {
  readonly responses: { readonly 200: { readonly content: { readonly 'application/json': infer Answer } } }
}
  ? Answer
  : never

/** One row of a list: `Row<'/duties'>`. */
export type Row<P extends keyof paths> = Reply<P> extends { readonly rows: readonly (infer One)[] } ? One : never

/** What a command says: `Body<'/visits/{id}', 'put'>`. */
export type Body<P extends keyof paths, M extends Method> = paths[P][M] extends {
  readonly requestBody: { readonly content: { readonly 'application/json': infer Said } }
}
  ? Said
  : never

/** What a list may be asked for: `Query<'/duties'>`. What is undefined, empty or false is left out of the address. */
export type Query<P extends keyof paths, M extends Method = 'get'> = paths[P][M] extends {
  readonly parameters: { readonly query?: infer Asked }
}
  ? { readonly [K in keyof Asked]: Asked[K] | (undefined extends Asked[K] ? undefined : never) }
  : never

/** A filter without what only turns the pages: `Filter<'/duties'>`. */
export type Filter<P extends keyof paths> = Omit<Query<P>, 'limit' | 'after'>

type Params<P extends keyof paths, M extends Method> = paths[P][M] extends {
  readonly parameters: { readonly path: infer Named }
}
  ? Named
  : never

/** `never`: the part does not occur; what is optional throughout may be left out. */
type Part<Name extends string, Value> = [Value] extends [never]
  ? { readonly [K in Name]?: never }
  : Record<never, never> extends Value
    ? { readonly [K in Name]?: Value }
    : { readonly [K in Name]: Value }

/** What a call of a path takes besides the path: its parameters, query and body where it has them. */
export type Call<P extends keyof paths, M extends Method> = Part<'path', Params<P, M>> &
  Part<'query', Query<P, M>> &
  Part<'body', Body<P, M>> & {
    readonly signal?: AbortSignal
    /** Asked by the page itself, not by a hand: it keeps no session alive. */
    readonly background?: boolean
  }

/** The second argument, which may be left out where nothing in it has to be said. */
export type CallArguments<P extends keyof paths, M extends Method> =
  Record<never, never> extends Call<P, M> ? [call?: Call<P, M>] : [call: Call<P, M>]
