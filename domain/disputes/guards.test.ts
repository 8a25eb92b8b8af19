import { describe, expect, it } from 'vitest'
import { problems } from '../problems.ts'
import { mediatorHost, officerHost, volunteerHost } from './disputes.test-support.ts'
import { type Asked, guardRefusal, guards, switchableGuards } from './index.ts'

const asked = (more: Partial<Asked>): Asked => ({
  procedure: 'people',
  at: 'opening',
  circumstances: [],
  host: mediatorHost,
  sitting: null,
  writtenAgreement: false,
  ...more,
})
const security = (more: Partial<Asked>): Asked =>
  asked({ procedure: 'public-security', host: officerHost, circumstances: ['minor-violation'], ...more })
const alone = { officers: 1, recorded: false }

describe('a guard refuses with its article and the right routes', () => {
  const table: readonly (readonly [string, Asked, string | null])[] = [
    ['a mediator of the village’s committee hosts', asked({}), null],
    ['nobody hosts', asked({ host: null }), 'host-needed'],
    [
      'the police never host people’s mediation',
      asked({ host: { ...officerHost, covers: true, inTerm: true } }),
      'police-never-host',
    ],
    [
      'nor do they when somebody put them on the register',
      asked({ host: { ...mediatorHost, role: 'auxiliary' } }),
      'police-never-host',
    ],
    ['a cadre who is no mediator', asked({ host: { ...volunteerHost, role: 'cadre' } }), 'mediator-needed'],
    ['a mediator of another village', asked({ host: { ...mediatorHost, covers: false } }), 'mediator-needed'],
    ['a mediator whose term is over', asked({ host: { ...mediatorHost, inTerm: false } }), 'mediator-needed'],
    ['a party clearly refuses', asked({ circumstances: ['party-refuses'] }), 'party-refuses'],
    ['the police have decided it', asked({ circumstances: ['decided-by-police'] }), 'decided-already'],
    ['violence within a family', asked({ circumstances: ['family-violence'] }), 'family-violence'],
    ['no capacity and no guardian', asked({ circumstances: ['no-capacity'] }), 'no-capacity'],
    ['a helper whom the parties did not want', asked({ circumstances: ['helper-without-consent'] }), 'helper-consent'],
    ['a status is mediated', asked({ circumstances: ['status-matter'] }), null],
    ['and not confirmed by a court', asked({ at: 'confirmation', circumstances: ['status-matter'] }), 'status-matter'],
    [
      'a committee without a seal makes no written agreement',
      asked({ at: 'agreement', writtenAgreement: true, host: { ...mediatorHost, hasSeal: false } }),
      'seal-needed',
    ],
    ['but an oral one', asked({ at: 'agreement', host: { ...mediatorHost, hasSeal: false } }), null],
    ['an officer hosts public-security mediation', security({}), null],
    ['an auxiliary does not', security({ host: { ...officerHost, role: 'auxiliary' } }), 'officer-needed'],
    ['without any violation', security({ circumstances: [] }), 'not-a-violation'],
    ['hired violence', security({ circumstances: ['minor-violation', 'hired-violence'] }), 'hired-violence'],
    ['a gang fight', security({ circumstances: ['minor-violation', 'gang-fight'] }), 'gang-fight'],
    [
      'repeated violations',
      security({ circumstances: ['minor-violation', 'repeated-violations'] }),
      'repeated-violations',
    ],
    ['a party does not want it', security({ circumstances: ['minor-violation', 'party-refuses'] }), 'party-refuses'],
    ['a new violation meanwhile', security({ circumstances: ['minor-violation', 'new-violation'] }), 'new-violation'],
    ['the suspect has fled', security({ circumstances: ['minor-violation', 'suspect-fled'] }), 'suspect-fled'],
    ['a minor alone', security({ circumstances: ['minor-violation', 'minor-without-guardian'] }), 'guardian-needed'],
    ['a suspect’s agent', security({ circumstances: ['minor-violation', 'suspect-sends-agent'] }), 'suspect-agent'],
    [
      'an agent without writing',
      security({ circumstances: ['minor-violation', 'agent-without-writing'] }),
      'agent-in-writing',
    ],
    ['more than a minor violation', security({ circumstances: ['serious-violation'] }), 'beyond-mediation'],
    ['one officer alone', security({ at: 'sitting', sitting: alone }), 'one-officer'],
    [
      'one officer, recorded in a standard place',
      security({ at: 'sitting', sitting: { officers: 1, recorded: true } }),
      null,
    ],
    ['two officers', security({ at: 'sitting', sitting: { officers: 2, recorded: false } }), null],
    ['one officer may attend a people’s mediation', asked({ at: 'sitting', sitting: alone }), null],
    ['on the scene', asked({ procedure: 'on-scene', host: officerHost }), null],
    ['on the scene by a volunteer', asked({ procedure: 'on-scene', host: volunteerHost }), 'duty-officer-needed'],
    [
      'on the scene with a fight',
      asked({ procedure: 'on-scene', host: officerHost, circumstances: ['minor-violation'] }),
      'violation',
    ],
    ['就地劝和 by a volunteer', asked({ procedure: 'informal', host: volunteerHost }), null],
    [
      '就地劝和 with somebody hurt',
      asked({ procedure: 'informal', host: volunteerHost, circumstances: ['injury'] }),
      'not-small',
    ],
    ['referral has no host', asked({ procedure: 'referral', host: null, circumstances: ['family-violence'] }), null],
  ]
  it.each(table)('%s', (_, what, name) => {
    expect(guardRefusal(what)?.guard ?? null).toBe(name)
  })

  it('every guard has its own refusal, in the table above and in the catalogue, naming its article’s law', () => {
    const seen = new Set(table.map(([, , name]) => name))
    for (const { name, code, article } of guards) {
      expect(seen, name).toContain(name)
      const { zh, status } = problems[code]
      expect(status).toBe(422)
      const law = /《([^（》]+)/.exec(article.zh)?.[1]
      if (law !== undefined) expect(zh, name).toContain(law)
    }
  })
})

it('a recalled guard is a switch of the station, one that was read is not', () => {
  const violence = asked({ circumstances: ['family-violence'] })
  expect(guardRefusal(violence)?.routes).toEqual(['police-warning', 'protection-order', 'womens-federation'])
  expect(guardRefusal(violence, ['family-violence'])).toBeNull()
  expect(switchableGuards).toContain('family-violence')
  const refuses = asked({ circumstances: ['party-refuses'] })
  expect(guardRefusal(refuses, ['party-refuses'])?.guard).toBe('party-refuses')
  expect(switchableGuards).not.toContain('party-refuses')
})
