import { fail } from '../http/problem.ts'
import { type AttachmentKind, attachmentKinds, takenTypes, typeByBytes } from './types.ts'

/**
 * What a file is, when its first bytes, its name and its kind agree. Errors: attachment/type-not-taken,
 * attachment/not-what-it-says.
 */
export async function examine(
  head: Buffer,
  { kind, name }: { readonly kind: AttachmentKind; readonly name: string },
): Promise<string> {
  const end = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const named = takenTypes.filter(({ ends }) => ends.includes(end))
  if (named.length === 0) fail('attachment/type-not-taken', { taken: endsByKind() })
  const found = await typeByBytes(head)
  const agreed = named.find((taken) => (taken.found ?? [taken.type]).includes(found ?? ''))
  if (!agreed || agreed.kind !== kind) return fail('attachment/not-what-it-says', { named: end, found, kind })
  return agreed.type
}

const endsByKind = () =>
  Object.fromEntries(
    attachmentKinds.map((kind) => [
      kind,
      takenTypes.filter((taken) => taken.kind === kind).flatMap(({ ends }) => ends),
    ]),
  )
