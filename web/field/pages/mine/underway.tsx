import type { OutboxItem } from '@sifang/client/phone'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../ui/date-text.tsx'
import { useItemName } from '../outbox/item-name.ts'
import { Whereabouts } from '../whereabouts.tsx'
import styles from './mine.module.css'

/** A report that the station has not told us about yet. */
export function Underway({ item }: { readonly item: OutboxItem }) {
  const { t } = useTranslation('field')
  const name = useItemName()
  const words = item.body?.words
  return (
    <li className={styles.report}>
      <p className={styles.name}>{name(item)}</p>
      <p className={styles.when}>
        <DateText day={item.savedAt} /> <TimeText at={item.savedAt} />
      </p>
      {typeof words === 'string' && <p>{t('mine.said', { words })}</p>}
      <Whereabouts id={item.id} />
    </li>
  )
}
