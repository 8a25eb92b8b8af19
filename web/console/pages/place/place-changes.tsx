import { newId } from '@sifang/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideChange, type WaitingChange, waitingChangesQuery } from '../../api/base-data.ts'
import { useMay } from '../../api/me.ts'
import type { PlaceDetail } from '../../api/places.ts'
import { Problem } from '../../shell/problem.tsx'
import { factName, factValue } from './fact-words.ts'
import { usePlaceKind } from './place-kind.ts'
import styles from './place-owed.module.css'
import { ReasonDialog } from './reason-dialog.tsx'

/** 待确认的变更: what was said beside what stands, for an officer at the next visit (DOMAIN.md §5). */
export function PlaceChanges({ place }: { readonly place: PlaceDetail }) {
  const { t } = useTranslation()
  const may = useMay('follow-up.read') !== null
  const where = place.kind === 'village' ? { villageId: place.id } : { placeId: place.id }
  const { data } = useQuery({ ...waitingChangesQuery(where), enabled: may && place.kind !== 'community' })
  if (!data || data.rows.length === 0) return null
  return (
    <section>
      <h2>{t('due.changes.title')}</h2>
      <ul className={styles.duties}>
        {data.rows.map((change) => (
          <Waiting key={change.id} of={change} />
        ))}
      </ul>
    </section>
  )
}

function Waiting({ of: waiting }: { readonly of: WaitingChange }) {
  const { t } = useTranslation()
  const said = useChangeWords()
  const [rejecting, setRejecting] = useState(false)
  const id = useRef(newId())
  const confirming = useMutation({
    mutationFn: () => decideChange(waiting.id, { id: id.current, verdict: 'confirmed', basedOn: waiting.basedOn }),
  })
  const who = waiting.by.name ?? (waiting.by.role ? t(`words.role.${waiting.by.role}`) : t('words.none'))
  return (
    <li className={styles.duty}>
      <span className={styles.what}>
        {t('due.changes.said', { who })} · {said(waiting.change)}
      </span>
      <span className={styles.who}>
        {t('due.changes.stands')} · {waiting.stands ? factValue(t, waiting.stands.value) : t('due.changes.notRecorded')}
      </span>
      {waiting.changedMeanwhile && <span className={styles.who}>{t('due.changes.meanwhile')}</span>}
      {waiting.conflictsWith.length > 0 && (
        <span className={styles.who}>{t('due.changes.conflict', { others: waiting.conflictsWith.length })}</span>
      )}
      {waiting.mayDecide && (
        <span>
          <Button type="primary" size="small" loading={confirming.isPending} onClick={() => confirming.mutate()}>
            {t('due.changes.confirm')}
          </Button>{' '}
          <Button size="small" onClick={() => setRejecting(true)}>
            {t('due.changes.reject')}
          </Button>
        </span>
      )}
      {confirming.error && <Problem of={confirming.error} />}
      {rejecting && (
        <ReasonDialog
          title={t('due.changes.rejectTitle')}
          stays={t('due.changes.rejectStays')}
          saveLabel={t('due.changes.reject')}
          send={(entryId, reason) => decideChange(waiting.id, { id: entryId, verdict: 'rejected', reason })}
          onClose={() => setRejecting(false)}
        />
      )}
    </li>
  )
}

function useChangeWords(): (change: WaitingChange['change']) => string {
  const { t } = useTranslation()
  const kindName = usePlaceKind()
  return (change) => {
    switch (change.kind) {
      case 'fact':
        return `${factName(t, change.fact.key)} ${factValue(t, change.fact.value)}`
      case 'renamed':
        return t('due.changes.kinds.renamed', { name: change.name })
      case 'place-kind':
        return t('due.changes.kinds.place-kind', { kind: kindName(change.placeKind) })
      case 'new':
        return t('due.changes.kinds.new', { name: change.name, kind: kindName(change.placeKind) })
      case 'closed':
      case 'other':
        return t(`due.changes.kinds.${change.kind}`)
    }
  }
}
