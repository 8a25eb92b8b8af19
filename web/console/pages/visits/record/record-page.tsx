import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime } from '../../../../ui/civil-time.ts'
import { useKeys } from '../../../../ui/keyboard/keyboard.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { useStationTime } from '../../../../ui/station-time.tsx'
import { useMe } from '../../../api/me.ts'
import { placeInShort } from '../../../api/place-search.ts'
import type { VisitRecorded } from '../../../api/visits.ts'
import { Problem } from '../../../shell/problem.tsx'
import { useDraft } from './draft.ts'
import { PlaceAside } from './place-aside.tsx'
import styles from './record.module.css'
import { RecordForm } from './record-form.tsx'
import { Saved } from './saved.tsx'

type Props = {
  readonly placeId: string | undefined
  readonly onClose: () => void
  /** Once more, for a place still to be chosen. */
  readonly onAnother: () => void
}

/** Recording a visit: from a due row, from a place, or with `n`. */
export function RecordPage({ placeId, onClose, onAnother }: Props) {
  const { t } = useTranslation()
  const { member } = useMe()
  const { timeZone } = useStationTime()
  const { draft, restoredAt, change, fill, startOver, forget } = useDraft(member, placeId)
  const [recorded, setRecorded] = useState<VisitRecorded | null>(null)
  const given = useQuery({ ...placeInShort(placeId ?? ''), enabled: placeId !== undefined })
  useKeys([{ keys: 'Escape', label: t('visits.form.cancel'), run: onClose }])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the place that came with the address is known
  useEffect(() => {
    if (given.data && draft.place === null) fill({ place: given.data })
  }, [given.data])

  return (
    <>
      <PageHeader title={t('visits.record')} />
      <div className={styles.page}>
        {recorded ? (
          <Saved draft={draft} recorded={recorded} onAnother={onAnother} />
        ) : (
          <div className={styles.main}>
            {restoredAt !== null && (
              <p className={styles.restored}>
                <span>{t('visits.form.restored', { time: clockTime(new Date(restoredAt), timeZone) })}</span>
                <Button size="small" onClick={startOver}>
                  {t('visits.form.startOver')}
                </Button>
              </p>
            )}
            {given.error && <Problem of={given.error} />}
            <RecordForm
              draft={draft}
              onChange={change}
              placeGiven={placeId !== undefined}
              onCancel={onClose}
              onSaved={(saved) => {
                if (draft.kind) forget({ kind: draft.kind, participants: draft.participants })
                setRecorded(saved)
              }}
            />
          </div>
        )}
        {!recorded && (
          <aside className={styles.aside}>
            <PlaceAside placeId={draft.place?.id} />
          </aside>
        )}
      </div>
    </>
  )
}
