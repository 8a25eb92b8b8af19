import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../../ui/date-text.tsx'
import { Facts } from '../../../../ui/facts.tsx'
import type { Answers, Sheet } from '../../../api/checks.ts'
import { AnswerList } from './answer-list.tsx'
import type { DraftHazard } from './draft.ts'
import styles from './sheet.module.css'

type Props = {
  readonly sheet: Sheet
  readonly answers: Answers
  readonly hazards: readonly DraftHazard[]
  readonly today: string
  readonly who: readonly string[]
}

/** What the paper will say, to be read before it is signed. */
export function PaperText({ sheet, answers, hazards, today, who }: Props) {
  const { t } = useTranslation()
  return (
    <article className={styles.paper}>
      <h1>{sheet.title}</h1>
      <Facts
        facts={[
          { label: t('checks.place'), value: [sheet.placeName, sheet.villageName].filter(Boolean).join(' · ') },
          { label: t('checks.day'), value: <TableDate day={today} /> },
          { label: t('checks.handing.who'), value: who.join(t('words.listComma')) },
        ]}
      />
      <h2>{t('checks.result.answers')}</h2>
      <AnswerList sheet={{ ...sheet, answers }} sealed={{}} toRead />
      <h2>{t('checks.result.hazards')}</h2>
      {hazards.length === 0 && <p>{t('checks.result.noHazards')}</p>}
      <ol className={styles.paperHazards}>
        {hazards.map((hazard) => (
          <li key={`${hazard.question} ${hazard.answer} ${hazard.id}`}>
            {hazard.words}
            <br />
            <span className={styles.quiet}>
              {t('checks.result.settleBy')} <TableDate day={hazard.settleBy} /> · {t('checks.result.recheckOn')}{' '}
              <TableDate day={hazard.recheckOn} />
            </span>
          </li>
        ))}
      </ol>
    </article>
  )
}
