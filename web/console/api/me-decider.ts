import type { Decider } from '@sifang/domain/members'
import { useMe } from './me.ts'

/** Who is signed in, as the table of decisions asks for it (domain/members). */
export function useDecider(): Decider {
  const { member } = useMe()
  return { memberId: member.id, role: member.role, leadsShift: member.leadsShift }
}
