import { problemOf } from '@sifang/client'
import { followUpEntryKinds, followUpStates } from '@sifang/domain/follow-ups'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { peopleQuery } from '../../../api/people.ts'
import { Problem } from '../../../shell/problem.tsx'
import { knownKey, text, texts } from '../../place/read-details.ts'
import styles from './detail.module.css'

type Props = { readonly error: Error; readonly onLookAgain: () => void }

/** A step that the rules do not allow now: why, what stands, what is allowed, and a way to look again. */
export function Refused({ error, onLookAgain }: Props) {
  const { t } = useTranslation()
  const people = useQuery(peopleQuery)
  const { status, details } = problemOf(error)
  const stands = standsOf(details?.stands)
  if (status !== 409 || stands === null) return <Problem of={error} />
  const owner = people.data?.find(({ id }) => id === stands.ownerId)?.name
  const state = t(`followUps.states.${stands.state}`)
  const allowed = texts(details?.allowed).flatMap((kind) => {
    const known = knownKey(actionKinds, kind)
    return known && known !== 'joined' ? [t(`followUps.actions.${known}`)] : []
  })
  return (
    <div className={styles.refused}>
      <Problem of={error} />
      <p>
        {owner ? t('followUps.refused.stands', { state, owner }) : t('followUps.refused.standsNobody', { state })}
        {allowed.length > 0 && (
          <>
            <br />
            {t('followUps.refused.allowed', { actions: allowed.join(t('words.listComma')) })}
          </>
        )}
      </p>
      <Button size="small" onClick={onLookAgain}>
        {t('followUps.refused.again')}
      </Button>
    </div>
  )
}

const actionKinds = followUpEntryKinds.filter((kind) => kind !== 'opened' && kind !== 'closed-unanswered')

function standsOf(value: unknown) {
  if (typeof value !== 'object' || value === null || !('state' in value)) return null
  const state = knownKey(followUpStates, value.state)
  return state ? { state, ownerId: 'ownerId' in value ? text(value.ownerId) : undefined } : null
}
