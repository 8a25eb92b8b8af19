import { LeftOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from './keyboard/keyboard.tsx'
import styles from './split-page.module.css'
import { useNarrow } from './theme/appearance.tsx'

type Props = {
  readonly list: ReactNode
  /** What is chosen in the list; null when nothing is. */
  readonly detail: ReactNode | null
  /** Stands in the detail's place while nothing is chosen; without it the list takes the whole width. */
  readonly idle?: ReactNode
  /** Between both on a wide desk: a map. */
  readonly middle?: ReactNode
  /** Takes the choice back. */
  readonly onBack: () => void
  readonly detailLabel: string
}

/** List, map and detail in step; on a phone one at a time, with a way back. */
export function SplitPage({ list, detail, idle, middle, onBack, detailLabel }: Props) {
  const { t } = useTranslation('ui')
  const narrow = useNarrow()
  useKeys(detail === null ? [] : [{ keys: 'Escape', label: t('keys.list.back'), run: onBack }])

  if (narrow) {
    if (detail === null) return <div className={styles.single}>{list}</div>
    return (
      <div className={styles.single} data-detail="">
        <button type="button" className={`${styles.back} screen-only`} onClick={onBack}>
          <LeftOutlined aria-hidden="true" />
          {t('split.back')}
        </button>
        <section className={styles.only} aria-label={detailLabel}>
          {detail}
        </section>
      </div>
    )
  }
  const side = detail ?? idle
  return (
    <div className={`${styles.split} ${middle ? styles.three : ''} ${side === undefined ? styles.one : ''}`}>
      <div className={styles.pane}>{list}</div>
      {middle !== undefined && <div className={`${styles.pane} ${styles.middle}`}>{middle}</div>}
      {side !== undefined && (
        <section className={`${styles.pane} ${styles.detail}`} aria-label={detailLabel}>
          {side}
        </section>
      )}
    </div>
  )
}
