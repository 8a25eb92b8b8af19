import type { OutboxItem } from '@sifang/client/phone'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../ui/date-text.tsx'
import { Button, lookOf } from '../../parts/button.tsx'
import { useOwn, usePhone } from '../../phone.tsx'
import { useProblemInWords } from '../problem-words.ts'
import { useVisitInWords } from '../visit/visit-in-words.ts'
import { useItemName } from './item-name.ts'
import styles from './outbox.module.css'

/** One item: what it is, how it stands with it, and why. */
export function OutboxEntry({ item }: { readonly item: OutboxItem }) {
  const { t } = useTranslation('field')
  const name = useItemName()
  const phone = usePhone()
  const inWords = useProblemInWords()
  const visit = useOwn()?.visits.find(({ id }) => id === item.id)
  const visitInWords = useVisitInWords()
  const arrived = item.kind === 'attachment' && item.state !== 'sent' && item.sentBytes > 0
  return (
    <li className={styles.item} data-state={item.state}>
      <p className={styles.name}>
        {item.urgent && <b className={styles.urgent}>{t('words.urgency.urgent')} </b>}
        {name(item)}
      </p>
      <p className={styles.about}>
        <DateText day={item.savedAt} /> <TimeText at={item.savedAt} /> · {t(`outbox.states.${item.state}`)}
      </p>
      {arrived && (
        <progress
          max={item.bytes}
          value={item.sentBytes}
          aria-label={t('outbox.arrived', { percent: Math.round((100 * item.sentBytes) / item.bytes) })}
        />
      )}
      {item.problem !== null && (
        <p className={styles.why}>{item.state === 'sent' ? t('outbox.earlierTaken') : inWords(item.problem)}</p>
      )}
      {visit && <p>{visitInWords(visit)}</p>}
      {item.state === 'held' && item.kind === 'attachment' && (
        <Button onClick={() => void phone.outbox.correct(item.id, {}).then(() => phone.outbox.send())}>
          {t('outbox.sendAgain')}
        </Button>
      )}
      {(item.state === 'held' || item.state === 'waiting') && item.kind === 'words' && (
        <Link
          to="/outbox/$id"
          params={{ id: item.id }}
          className={lookOf({ look: item.state === 'held' ? 'main' : 'quiet' })}
        >
          {item.state === 'held' ? t('outbox.correct') : t('outbox.change')}
          <span className="visually-hidden"> {name(item)}</span>
        </Link>
      )}
    </li>
  )
}
