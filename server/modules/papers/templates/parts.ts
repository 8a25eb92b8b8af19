import {
  type About,
  type DisputeRecord,
  dateText,
  fieldsOf,
  genderWord,
  isWritten,
  type PaperKind,
  type PaperSignature,
  partWord,
} from '@sifang/domain/papers'
import { type Block, type Field, fields, type Signature } from '../../../platform/docx/index.ts'

/** What a template makes of a dispute: everything below the title. */
export type Template = (about: About) => readonly Block[]

/** Each party with what is known of it; what is not leaves room to write. */
export function partyBlocks({ parties }: DisputeRecord): readonly Block[] {
  return parties.map((party) =>
    fields(
      [
        { label: partWord(party.part), value: party.name },
        { label: '性别', value: genderWord(party.gender) },
      ],
      [
        { label: '出生日期', value: party.born === null ? '' : dateText(party.born) },
        { label: '职业', value: party.occupation ?? '' },
      ],
      [
        { label: '联系方式', value: party.phone ?? '' },
        // asked for by nobody, printed where a statutory paper was given one
        { label: '证件号码', value: party.idNumber ?? '' },
      ],
      [{ label: '单位或者住址', value: party.address ?? '' }],
      ...(party.guardian ? [[{ label: '监护人', value: party.guardian }]] : []),
      ...(party.agent ? [[{ label: '代理人', value: party.agent }]] : []),
    ),
  )
}

/** The fields of a form as a table, one below the other, without those of the parties. */
export function formBlock(kind: PaperKind, about: About, without: readonly string[] = []): Block {
  const rows = fieldsOf(kind, about)
    .filter(({ field }) => !field.startsWith('party.') && !without.includes(field))
    .map(({ zh, value }): readonly Field[] => [{ label: zh, value: value(about) ?? '' }])
  return fields(...rows)
}

const find = (signatures: readonly PaperSignature[], of: string) => signatures.find((signature) => signature.of === of)

export function signatureOf(label: string, of: string, signatures: readonly PaperSignature[] = []): Signature {
  const found = find(signatures, of)
  return { label, picture: found?.picture ?? null, on: found ? dateText(found.on) : null }
}

/** One line a party, then those named beside them. */
export function signatureBlock(
  { parties }: DisputeRecord,
  signatures: readonly PaperSignature[],
  others: readonly Signature[],
): Block {
  const ofParties = parties.map(({ id, part }) =>
    signatureOf(`${partWord(part)}（签名、盖章、指印）：`, id, signatures),
  )
  return { kind: 'signatures', signatures: [...ofParties, ...others] }
}

export const orBlank = (text: string | null, characters: number): string | { readonly blank: number } =>
  text !== null && isWritten(text) ? text : { blank: characters }
