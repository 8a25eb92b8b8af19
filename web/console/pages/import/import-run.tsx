import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Progress } from '../../../ui/progress.tsx'
import type { ImportRun } from '../../api/imports.ts'
import { CheckReport } from './check-report.tsx'
import { DoneReport } from './done-report.tsx'
import { GiveUp } from './give-up.tsx'
import styles from './import-run.module.css'
import { Mapping } from './mapping.tsx'
import { importRoute } from './route.ts'
import { useLeft } from './use-left.ts'

/** What an import asks for or shows at the state it is in. */
export function ImportRunView({ run }: { readonly run: ImportRun }) {
  switch (run.state) {
    case 'uploaded':
      return <Mapping run={run} />
    case 'checking':
    case 'importing':
    case 'duties':
    case 'undoing':
      return <Running run={run} state={run.state} />
    case 'checked':
      return <CheckReport run={run} />
    case 'done':
    case 'undone':
    case 'cancelled':
      return <DoneReport run={run} />
    case 'failed':
      return <Failed run={run} />
  }
}

type RunningProps = { readonly run: ImportRun; readonly state: 'checking' | 'importing' | 'duties' | 'undoing' }

function Running({ run, state }: RunningProps) {
  const { t } = useTranslation()
  const navigate = importRoute.useNavigate()
  const secondsLeft = useLeft(run.done, run.total)
  return (
    <section className={styles.running}>
      <Progress
        label={t(`imports.${state}`)}
        done={run.done}
        total={run.total}
        secondsLeft={secondsLeft}
        onLeave={() => void navigate({ search: {} })}
      />
      <p className={styles.quiet}>{t('imports.leaveHint')}</p>
      {(state === 'checking' || state === 'importing') && <GiveUp run={run} />}
    </section>
  )
}

function Failed({ run }: { readonly run: ImportRun }) {
  const { t, i18n } = useTranslation()
  const english = i18n.language === 'en'
  const problem = run.problem
  return (
    <section className={styles.running} role="alert">
      <h2 className={styles.title}>{t('imports.failed.title')}</h2>
      <p>{problem ? (english ? problem.en : problem.zh) : t('imports.failed.hint')}</p>
      {problem && <p className={styles.quiet}>{english ? problem.enDo : problem.zhDo}</p>}
      <div className={styles.actions}>
        <Link to="/import" search={{ sheet: run.sheet }}>
          <Button type="primary" tabIndex={-1}>
            {t('imports.run.again')}
          </Button>
        </Link>
        <GiveUp run={run} />
      </div>
      {run.headings.length > 0 && <Mapping run={run} />}
    </section>
  )
}
