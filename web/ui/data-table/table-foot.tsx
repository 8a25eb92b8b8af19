import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { More } from './column.ts'
import styles from './data-table.module.css'

type Props = { readonly shown: number; readonly total: number | null; readonly more: More | undefined }

/** How many rows stand here and how many there are in all, and the way to more of them. */
export function TableFoot({ shown, total, more }: Props) {
  const { t } = useTranslation('ui')
  const some = total === null ? t('table.shown', { count: shown }) : t('table.shownOf', { count: shown, total })
  return (
    <footer className={styles.foot}>
      <span>{more?.available ? some : t('table.all', { count: shown })}</span>
      {more?.available && (
        <Button size="small" type="text" disabled={more.loading} onClick={more.load} className="screen-only">
          {more.loading ? t('table.loading') : t('table.loadMore')}
        </Button>
      )}
    </footer>
  )
}
