import type { Role } from '../members/index.ts'
import { type VisitKind, visitKinds } from './visit.ts'

const recordable: Readonly<Record<Role, readonly VisitKind[]>> = {
  chief: visitKinds,
  instructor: visitKinds,
  deputy: visitKinds,
  officer: visitKinds,
  auxiliary: visitKinds,
  volunteer: ['canvass'],
  cadre: ['canvass', 'targeted'],
  partner: ['targeted'],
  administrator: [],
  auditor: [],
}

/** Who may enter which kind of visit (DOMAIN.md §5 “who”); police enter any kind, also from a paper list. */
export const mayRecordKind = (role: Role, kind: VisitKind): boolean => recordable[role].includes(kind)
