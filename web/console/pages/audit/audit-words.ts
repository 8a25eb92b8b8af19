import { useTranslation } from 'react-i18next'
import { audit } from '../../messages/zh-CN/audit.ts'

type Action = keyof typeof audit.actions
type Entity = keyof typeof audit.entities
type Group = keyof typeof audit.groups

export const actions = Object.keys(audit.actions) as readonly Action[]
export const entities = Object.keys(audit.entities) as readonly Entity[]

const groupOf: Readonly<Record<string, Group>> = {
  account: 'account',
  contact: 'place',
  place: 'place',
  village: 'place',
  community: 'place',
  line: 'place',
  digging: 'place',
  segment: 'place',
  visit: 'visit',
  'round-list': 'visit',
  'check-in': 'visit',
  track: 'visit',
  'track-consent': 'visit',
  incident: 'incident',
  attachment: 'matter',
  dispute: 'matter',
  matter: 'matter',
  streak: 'incident',
  reconciliation: 'incident',
  tier: 'tier',
  excusal: 'tier',
  import: 'data',
  export: 'data',
}

/** Actions as a filter offers them: by what they are about. */
export function actionGroups(): ReadonlyMap<Group, readonly Action[]> {
  const groups = new Map<Group, Action[]>()
  for (const action of actions) {
    const group = groupOf[action.split('.')[0] ?? ''] ?? 'station'
    groups.set(group, [...(groups.get(group) ?? []), action])
  }
  return groups
}

/** Words for what was done and to what: never the code itself. */
export function useAuditWords() {
  const { t } = useTranslation()
  return {
    action: (code: string) => {
      const known = actions.find((action) => action === code)
      return known ? t(`audit.actions.${known}`) : t('audit.otherAction')
    },
    entity: (code: string) => {
      const known = entities.find((entity) => entity === code)
      return known ? t(`audit.entities.${known}`) : t('audit.otherEntity')
    },
    purpose: (code: string) => {
      const known = (Object.keys(audit.purposes) as readonly (keyof typeof audit.purposes)[]).find(
        (purpose) => purpose === code,
      )
      return known ? t(`audit.purposes.${known}`) : code
    },
  }
}
