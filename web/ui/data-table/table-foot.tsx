import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { More } from './column.ts'
import styles from './data-table.module.css'

/** How many rows stand here, and the way to more of them. */
export function TableFoot({ shown, more }: { readonly shown: number; readonly more: More | undefined }) {
  const { t } = useTranslation('ui')
  return (
    <footer className={styles.foot}>
      <span>{more?.available ? t('table.shown', { count: shown }) : t('table.all', { count: shown })}</span>
      {more?.available && (
        <Button size="small" type="text" disabled={more.loading} onClick={more.load} className="screen-only">
          {more.loading ? t('table.loading') : t('table.loadMore')}
        </Button>
      )}
    </footer>
  )
}
