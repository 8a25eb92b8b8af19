import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ImportReport, type ImportRun, type RowVerdict, startImport } from '../../api/imports.ts'
import { queryClient } from '../../api/query-client.ts'
import { Problem } from '../../shell/problem.tsx'
import { BadRows } from './bad-rows.tsx'
import styles from './check-report.module.css'
import { Duplicates } from './duplicates.tsx'
import { GiveUp } from './give-up.tsx'
import { Mapping } from './mapping.tsx'
import { OkRows } from './ok-rows.tsx'
import { importRoute } from './route.ts'

/** What the dry run found; then everything or nothing. */
export function CheckReport({ run }: { readonly run: ImportRun }) {
  const { t } = useTranslation()
  const { show } = importRoute.useSearch()
  const navigate = importRoute.useNavigate()
  const [skipBad, setSkipBad] = useState(false)
  const [again, setAgain] = useState(false)
  const startId = useRef(newId())
  const { rows, ok, bad, duplicates } = run.report
  const shown: RowVerdict = show ?? (bad > 0 ? 'bad' : duplicates > 0 ? 'duplicate' : 'ok')
  const open = (verdict: RowVerdict) =>
    void navigate({ search: (now) => ({ ...now, show: verdict }), replace: true, resetScroll: false })
  const nothing = ok + duplicates === 0
  const start = useMutation({
    mutationFn: () => startImport(run.id, { id: startId.current, skipBad: skipBad && bad > 0 }),
    onSettled: () => {
      startId.current = newId()
      return queryClient.invalidateQueries({ queryKey: ['import'] })
    },
  })
  const tabs: readonly { readonly verdict: RowVerdict; readonly count: number; readonly label: string }[] = [
    { verdict: 'ok', count: ok, label: t('imports.report.ok') },
    { verdict: 'bad', count: bad, label: t('imports.report.bad') },
    { verdict: 'duplicate', count: duplicates, label: t('imports.report.duplicates') },
  ]

  if (again) return <Mapping run={run} />
  return (
    <section className={styles.report}>
      <div className={styles.head}>
        <h2>{t('imports.report.title')}</h2>
        <span className={styles.quiet}>{t('imports.report.rows', { count: rows })}</span>
      </div>
      <Notes report={run.report} />
      {nothing && <p className={styles.late}>{t(rows === 0 ? 'imports.report.empty' : 'imports.report.nothing')}</p>}
      <div className={styles.start}>
        {!nothing && (
          <Button
            type="primary"
            size="large"
            disabled={bad > 0 && !skipBad}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            {ok > 0 ? t('imports.run.import', { count: ok }) : t('imports.run.importChosen')}
          </Button>
        )}
        {bad > 0 && (
          <Link to="/import" search={{ sheet: run.sheet }}>
            <Button size="large" type={nothing ? 'primary' : 'default'} tabIndex={-1}>
              {t('imports.run.again')}
            </Button>
          </Link>
        )}
        <Button size="large" onClick={() => setAgain(true)}>
          {t('imports.run.recheck')}
        </Button>
        <GiveUp run={run} />
      </div>
      {bad > 0 && !nothing && (
        <Checkbox checked={skipBad} onChange={(event) => setSkipBad(event.target.checked)}>
          {t('imports.run.skipBad', { count: bad })}
        </Checkbox>
      )}
      <p className={styles.quiet}>
        {duplicates > 0 && !nothing && <>{t('imports.run.duplicates', { count: duplicates })} </>}
        {t('imports.run.allOrNothing')}
      </p>
      {start.error && <Problem of={start.error} />}
      <div className={styles.tabs} role="tablist">
        {tabs.map(({ verdict, count, label }) => (
          <button
            key={verdict}
            type="button"
            role="tab"
            aria-selected={verdict === shown}
            className={`${styles.tab} ${verdict === 'bad' && count > 0 ? styles.wrong : ''}`}
            onClick={() => open(verdict)}
          >
            {label} <b>{count.toLocaleString('en-US')}</b>
          </button>
        ))}
      </div>
      {shown === 'bad' && <BadRows run={run} />}
      {shown === 'duplicate' && <Duplicates run={run} />}
      {shown === 'ok' && <OkRows run={run} />}
    </section>
  )
}

function Notes({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation()
  const notes = [
    report.bad === 0 && report.duplicates === 0 && report.ok > 0 && t('imports.report.allGood'),
    report.examples > 0 && t('imports.report.examples', { count: report.examples }),
    report.footRows > 0 && t('imports.report.footRows', { count: report.footRows }),
    report.convertedFromGcj02 > 0 && t('imports.report.gcj', { count: report.convertedFromGcj02 }),
    report.convertedFromBd09 > 0 && t('imports.report.bd', { count: report.convertedFromBd09 }),
    report.swapped > 0 && t('imports.report.swapped', { count: report.swapped }),
    report.otherOfficers > 0 && t('imports.report.otherOfficers', { count: report.otherOfficers }),
  ].filter((note) => note !== false)
  if (notes.length === 0) return null
  return (
    <ul className={styles.notes}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}
