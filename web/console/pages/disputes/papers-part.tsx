import { newId } from '@sifang/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../ui/date-text.tsx'
import type { DisputeDetail, Opened } from '../../api/disputes.ts'
import { useMay } from '../../api/me.ts'
import { draftAddress, fileAddress, issuePaper, type PaperLine, paperAddress, papersQuery } from '../../api/papers.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './disputes.module.css'
import { MissingFields } from './missing-fields.tsx'
import { VoidDialog } from './void-dialog.tsx'

type Props = {
  readonly dispute: DisputeDetail
  readonly opened: Opened | null
  readonly onOpened: (opened: null) => void
  readonly onLookAgain: () => void
}

/** 文书: what there is and should be, what is missing on each, and the whole file. */
export function PapersPart(props: Props) {
  const may = useMay('paper.read') !== null
  const { procedure } = props.dispute
  return may && procedure !== null && procedure !== 'informal' ? <Papers {...props} /> : null
}

function Papers(props: Props) {
  const { dispute } = props
  const { t } = useTranslation()
  const { data } = useQuery(papersQuery(dispute.id))
  const [voiding, setVoiding] = useState<string | null>(null)
  // whoever does not handle it has no papers to see; everything else of the page stays
  if (!data || (data.rows.length === 0 && data.voided.length === 0)) return null
  return (
    <section className={styles.stack} aria-label={t('disputes.papers.title')}>
      <div className={styles.partHead}>
        <h3>{t('disputes.papers.title')}</h3>
        <a className="screen-only" href={fileAddress(dispute.id)} download>
          {t('disputes.papers.file')}
        </a>
      </div>
      <ul className={styles.papers}>
        {data.rows.map((row) => (
          <Line {...props} key={`${row.kind} ${row.no}`} row={row} onVoid={setVoiding} />
        ))}
        {data.voided.map(({ id, title, number, reason }) => (
          <li key={id} className={styles.quiet}>
            <span>
              {title} <s>{number}</s>
            </span>
            <span>{t('disputes.papers.voided', { reason: t(`disputes.papers.reasons.${reason}`) })}</span>
          </li>
        ))}
      </ul>
      {voiding !== null && <VoidDialog paperId={voiding} onClose={() => setVoiding(null)} />}
    </section>
  )
}

type LineProps = Props & {
  readonly row: PaperLine
  readonly onVoid: (paperId: string) => void
}

function Line({ row, onVoid, ...props }: LineProps) {
  const { dispute } = props
  const { t, i18n } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const mayIssue = useMay('paper.issue') !== null
  const mayVoid = useMay('paper.void') !== null
  const [id, setId] = useState(newId)
  const issuing = useMutation({
    mutationFn: () => issuePaper(id, { disputeId: dispute.id, kind: row.kind, no: row.no }),
    onSuccess: () => {
      setId(newId())
      void message.success(t('disputes.papers.issued'))
      void client.invalidateQueries({ queryKey: ['paper'] })
    },
  })
  const english = i18n.language === 'en'
  const { paper, missing } = row
  // the other titles say which one themselves
  const which = !english && row.kind === 'inquiry' && row.no !== null && row.no > 1 ? ` ${row.no}` : ''
  const title = `${english ? row.en : row.title}${which}`
  return (
    <li>
      <span>
        {title} {row.need === 'as-needed' && <span className={styles.quiet}>{t('disputes.papers.asNeeded')}</span>}
      </span>
      {paper ? (
        <span className={styles.paperActions}>
          <span>
            {paper.number} <TableDate day={paper.issuedOn} />
          </span>
          <a className="screen-only" href={paperAddress(paper.id)} download>
            {t('disputes.papers.download')}
          </a>
          {mayVoid && (
            <Button type="link" size="small" onClick={() => onVoid(paper.id)}>
              {t('disputes.papers.void')}
            </Button>
          )}
        </span>
      ) : (
        <span className={styles.paperActions}>
          <a className="screen-only" href={draftAddress(dispute.id, row)} download>
            {t('disputes.papers.draft')}
          </a>
          {mayIssue && missing.length === 0 && (
            <Button size="small" loading={issuing.isPending} onClick={() => issuing.mutate()}>
              {t('disputes.papers.issue')}
            </Button>
          )}
        </span>
      )}
      {!paper && missing.length > 0 && <MissingFields {...props} row={row} />}
      {issuing.error && <Problem of={issuing.error} />}
    </li>
  )
}
