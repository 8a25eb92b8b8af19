import { LeftOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { TableInstant } from '../../../ui/date-text.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { importQuery } from '../../api/imports.ts'
import { Problem } from '../../shell/problem.tsx'
import { ImportHistory } from './import-history.tsx'
import styles from './import-page.module.css'
import { ImportRunView } from './import-run.tsx'
import { NewImport } from './new-import.tsx'
import { importRoute } from './route.ts'

/** A sheet is uploaded, checked, imported, and may be taken back; the address holds which one is looked at. */
export function ImportPage() {
  const { selected } = importRoute.useSearch()
  return selected ? <OneImport key={selected} id={selected} /> : <Start />
}

function Start() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('imports.title')}>
        <p className={styles.lead}>{t('imports.lead')}</p>
      </PageHeader>
      <div className={styles.page}>
        <NewImport />
        <ImportHistory />
      </div>
    </>
  )
}

function OneImport({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const { data: run, error, refetch } = useQuery(importQuery(id))
  return (
    <>
      <PageHeader
        title={run ? run.fileName : t('imports.title')}
        aside={
          run && (
            <>
              {t(`imports.sheet.${run.sheet}`)} · {t(`imports.state.${run.state}`)}
              {run.startedByName && <> · {t('imports.by', { name: run.startedByName })}</>}{' '}
              <TableInstant at={run.startedAt} />
            </>
          )
        }
        actions={
          <Link to="/import" search={{}} className={styles.back}>
            <LeftOutlined aria-hidden="true" /> {t('imports.back')}
          </Link>
        }
      />
      <div className={styles.page}>
        {error && !run && <Problem of={error} onRetry={() => void refetch()} />}
        {!run && !error && <WaitingRows rows={6} />}
        {run && <ImportRunView run={run} />}
      </div>
    </>
  )
}
