import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableInstant } from '../../../ui/date-text.tsx'
import { type HandOver, handOverQuery, handOversQuery } from '../../api/briefings.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './shift.module.css'

/** The last hand-overs, each with both names; what was said is opened one at a time. */
export function HandOverList() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(handOversQuery)
  if (error) return <Problem of={error} onRetry={() => void refetch()} />
  return (
    <section className={`${styles.section} screen-only`}>
      <h3>{t('shift.handOver.earlier')}</h3>
      {data?.rows.length === 0 && <p className={styles.quiet}>{t('shift.handOver.noEarlier')}</p>}
      <ul className={styles.earlier}>
        {data?.rows.map((handOver) => (
          <Earlier key={handOver.id} handOver={handOver} />
        ))}
      </ul>
    </section>
  )
}

function Earlier({ handOver }: { readonly handOver: HandOver }) {
  const { t } = useTranslation()
  const [reading, setReading] = useState(false)
  const { data } = useQuery({ ...handOverQuery(handOver.id), enabled: reading })
  return (
    <li>
      <span>
        <TableInstant at={handOver.shift.startsAt} />
      </span>
      <span>
        {t('shift.handOver.givenBy')} {handOver.givenBy.name} · {t('shift.handOver.takenBy')}{' '}
        {handOver.takenBy?.name ?? t('shift.handOver.notTaken')}
      </span>
      <span className={styles.quiet}>{t('shift.handOver.open', { count: handOver.openCount })}</span>
      {handOver.hasNote && !reading && (
        <Button size="small" onClick={() => setReading(true)}>
          {t('shift.handOver.readNote')}
        </Button>
      )}
      {data?.note && <blockquote className={styles.note}>{data.note}</blockquote>}
    </li>
  )
}
