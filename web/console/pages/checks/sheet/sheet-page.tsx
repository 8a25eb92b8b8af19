import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { WaitingRows } from '../../../../ui/waiting.tsx'
import { type Completed, contentQuery, type Sheet, sheetQuery } from '../../../api/checks.ts'
import { useMay } from '../../../api/me.ts'
import { queryClient } from '../../../api/query-client.ts'
import { Problem } from '../../../shell/problem.tsx'
import { StateText } from '../check-columns.tsx'
import { sheetRoute } from '../route.ts'
import { FillIn } from './fill-in.tsx'
import { Result } from './result.tsx'
import styles from './sheet.module.css'

/** One place of a check: to be filled in, or what came of it. */
export function SheetPage() {
  const { t } = useTranslation()
  const { checkId, placeId } = sheetRoute.useParams()
  const mayFill = useMay('check.fill')
  const [completed, setCompleted] = useState<Completed | null>(null)
  const sheet = useQuery(sheetQuery(checkId, placeId))
  const back = (
    <Link to="/checks/$checkId" params={{ checkId }}>
      {t('checks.sheet.backToCheck')}
    </Link>
  )
  if (sheet.error) {
    return (
      <>
        <PageHeader title={t('checks.title')}>{back}</PageHeader>
        <div className={styles.problem}>
          <Problem of={sheet.error} onRetry={() => void sheet.refetch()} />
        </div>
      </>
    )
  }
  if (!sheet.data) return <WaitingRows rows={6} />
  const { placeName, title, state } = sheet.data
  return (
    <>
      <PageHeader title={placeName} aside={<StateText state={state} />}>
        <span className={styles.quiet}>{title}</span> · {back}
      </PageHeader>
      {state === 'complete' || state === 'withdrawn' || !mayFill ? (
        <Result sheet={sheet.data} completed={completed} />
      ) : (
        <Opened
          sheet={sheet.data}
          onCompleted={(done) => {
            setCompleted(done)
            for (const queryKey of [['check'], ['visit'], ['duty'], ['follow-up'], ['place']]) {
              void queryClient.invalidateQueries({ queryKey })
            }
          }}
        />
      )}
    </>
  )
}

/** What was saved before is opened to be gone on with; the reading is logged. */
function Opened({ sheet, onCompleted }: { readonly sheet: Sheet; readonly onCompleted: (done: Completed) => void }) {
  const content = useQuery(contentQuery(sheet.checkId, sheet.placeId, 'fill-in'))
  // what is filled in stays what it began with: a saving by oneself changes nothing under the thumb
  const [begun] = useState(sheet)
  if (content.error) {
    return (
      <div className={styles.problem}>
        <Problem of={content.error} onRetry={() => void content.refetch()} />
      </div>
    )
  }
  if (!content.data) return <WaitingRows rows={6} />
  return <FillIn sheet={begun} content={content.data} onCompleted={onCompleted} />
}
