import { newId } from '@sifang/client'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../ui/date-text.tsx'
import { entriesUnderway } from '../../part/outbox.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useOutbox, useOwn, usePart, usePhone } from '../../phone.tsx'
import { useSave } from '../use-save.ts'
import { Whereabouts } from '../whereabouts.tsx'
import styles from './mine.module.css'
import { OtherKind } from './other-kind.tsx'
import { type OwnReport, useBecame, useReportName } from './report-in-words.ts'

/** One report and what became of it; whoever asked is asked in turn whether it is settled. */
export function MyReport({ report }: { readonly report: OwnReport }) {
  const name = useReportName()
  const became = useBecame()
  return (
    <li className={styles.report} data-asks={report.asksMe}>
      <p className={styles.name}>
        <Icon name={report.kind} /> {name(report)}
      </p>
      <p className={styles.when}>
        <DateText day={report.at} /> <TimeText at={report.at} />
      </p>
      <p>{became(report)}</p>
      {report.asksMe && <Answer report={report} />}
      <OtherKind report={report} />
    </li>
  )
}

function Answer({ report }: { readonly report: OwnReport }) {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const own = useOwn()
  const { syncedAt } = usePart()
  const items = useOutbox()
  const { save, problem } = useSave()
  const given = items.find(({ path, label }) => path === `/follow-ups/${report.id}/entries` && label?.kind === 'answer')
  if (given) return <Whereabouts id={given.id} />

  const answer = async (kind: 'confirmed' | 'unhappy') => {
    const id = newId()
    await save({
      id,
      method: 'POST',
      path: `/follow-ups/${report.id}/entries`,
      body: {
        id,
        basedOn: report.version + entriesUnderway(items, report.id, syncedAt),
        at: phone.now().toISOString(),
        step: { kind, from: own?.member.id },
      },
      label: { kind: 'answer', placeName: report.placeName },
    })
  }
  return (
    <div className={styles.answer}>
      <p>
        <b>{t('mine.asks')}</b>
      </p>
      {problem !== null && <Notice kind="wrong">{problem}</Notice>}
      <div className={styles.answers}>
        <Button look="main" icon="done" onClick={() => void answer('confirmed')}>
          {t('mine.settled')}
        </Button>
        <Button icon="again" onClick={() => void answer('unhappy')}>
          {t('mine.notSettled')}
        </Button>
      </div>
    </div>
  )
}
