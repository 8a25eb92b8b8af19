import { describe, expect, it } from 'vitest'
import { after, chosen } from './disputes.test-support.ts'
import { incidentDecisionRefusal } from './index.ts'

describe('dispute or incident?', () => {
  const known = after(chosen({ circumstances: ['injury'] }))
  const who = (memberId: string, role: 'officer' | 'chief' | 'deputy' | 'cadre') => ({
    memberId,
    role,
    leadsShift: false,
  })
  it('any police say that it is one, a second person why not', () => {
    expect(incidentDecisionRefusal(who('officer', 'officer'), known, 'incident')).toBeNull()
    expect(incidentDecisionRefusal(who('x', 'cadre'), known, 'incident')).toBe('account/not-allowed')
    expect(incidentDecisionRefusal(who('officer', 'deputy'), known, 'not-an-incident')).toBe('account/own-entry')
    expect(incidentDecisionRefusal(who('deputy', 'deputy'), known, 'not-an-incident')).toBeNull()
    expect(incidentDecisionRefusal(who('other', 'officer'), known, 'not-an-incident')).toBe('account/not-allowed')
  })
})
