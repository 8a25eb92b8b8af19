import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Pane } from '../../../ui/pane.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { linesQuery } from '../../api/lines.ts'
import { useMay } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './divisions.module.css'
import { LinePart } from './line-part.tsx'

/** Each pipeline from its start to its end: posts, segments, and what no segment covers. */
export function Lines() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(linesQuery)
  if (error) {
    return (
      <Pane>
        <Problem of={error} onRetry={() => void refetch()} />
      </Pane>
    )
  }
  if (!data) return <WaitingRows rows={8} />
  if (data.rows.length === 0) return <NothingYet />
  return (
    <Pane>
      <p className={styles.quiet}>{t('divisions.line.total', { count: data.rows.length, km: data.lengthKm })}</p>
      {data.rows.map((line) => (
        <LinePart key={line.id} line={line} />
      ))}
    </Pane>
  )
}

function NothingYet() {
  const { t } = useTranslation()
  const mayImport = useMay('import.run') !== null
  return (
    <EmptyState
      title={t('divisions.line.empty.title')}
      hint={t('divisions.line.empty.hint')}
      action={
        mayImport && (
          <Link to="/import" search={{ sheet: 'lines' }}>
            <Button type="primary" tabIndex={-1}>
              {t('divisions.line.empty.import')}
            </Button>
          </Link>
        )
      }
    />
  )
}
