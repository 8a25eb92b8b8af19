import { kmRange } from '@sifang/domain/lines'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../ui/date-text.tsx'
import type { Digging } from '../../api/lines.ts'
import styles from './incidents.module.css'

/** Digging that was announced there for that day: it is no puncture. Nothing when there is none. */
export function DiggingNotice({ diggings }: { readonly diggings: readonly Digging[] }) {
  const { t } = useTranslation()
  if (diggings.length === 0) return null
  return (
    <div className={styles.notice}>
      <p>{t('incidents.digging.announced')}</p>
      <ul>
        {diggings.map((digging) => (
          <li key={digging.id}>
            {kmRange(digging)} · <TableDate day={digging.firstDay} />—<TableDate day={digging.lastDay} /> ·{' '}
            {digging.work}
          </li>
        ))}
      </ul>
    </div>
  )
}
