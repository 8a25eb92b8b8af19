import { visitOutcomes } from '@sifang/domain/visits'
import { useTranslation } from 'react-i18next'
import type { RoundList } from '../../../api/round-lists.ts'
import { failures } from '../../../api/visits.ts'
import { readTime } from '../../../fields/civil-moment.ts'
import type { EntryRow } from './entry-draft.ts'
import styles from './round.module.css'

type Props = {
  readonly number: number
  readonly place: RoundList['places'][number] | undefined
  readonly row: EntryRow
  readonly wrong: string | undefined
  readonly onChange: (part: Partial<EntryRow>) => void
}

/** One row of the paper: its number is what the eye looks for. */
export function EntryLine({ number, place, row, wrong, onChange }: Props) {
  const { t } = useTranslation()
  const failed = row.outcome === 'failed'
  const label = (what: string) => `${number} ${place?.name ?? ''} ${what}`
  if (place?.entered) {
    return (
      <tr>
        <td className={styles.no}>{number}</td>
        <td>
          <span className={styles.name}>{place.name}</span>
          <span className={styles.where}>{place.villageName}</span>
        </td>
        <td colSpan={4} className={styles.already}>
          {t('visits.rounds.entry.entered')}
        </td>
      </tr>
    )
  }
  return (
    <tr className={wrong ? styles.bad : undefined}>
      <td className={styles.no}>{number}</td>
      <td>
        <span className={styles.name}>{place?.name}</span>
        <span className={styles.where}>{place?.villageName}</span>
        {wrong && <span className={styles.wrong}>{wrong}</span>}
      </td>
      <td>
        <input
          className={styles.native}
          data-column="time"
          aria-label={label(t('visits.rounds.entry.time'))}
          aria-invalid={wrong !== undefined}
          inputMode="numeric"
          autoComplete="off"
          value={row.time}
          onChange={(event) => onChange({ time: event.target.value })}
          onBlur={() => {
            const time = readTime(row.time)
            if (time !== null && time !== row.time) onChange({ time })
            if (time !== null && row.outcome === '') onChange({ outcome: 'met' })
          }}
        />
      </td>
      <td>
        <select
          className={styles.native}
          data-column="outcome"
          aria-label={label(t('visits.rounds.entry.outcome'))}
          value={row.outcome}
          onChange={(event) => onChange({ outcome: visitOutcomes.find((one) => one === event.target.value) ?? '' })}
        >
          <option value="">{t('visits.rounds.entry.skip')}</option>
          {visitOutcomes.map((outcome, index) => (
            <option key={outcome} value={outcome}>
              {index + 1} {t(`visits.outcomes.${outcome}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <select
          className={styles.native}
          data-column="failure"
          aria-label={label(t('visits.rounds.entry.failure'))}
          disabled={!failed}
          value={failed ? row.failure : ''}
          onChange={(event) => onChange({ failure: failures.find((one) => one === event.target.value) ?? '' })}
        >
          <option value="" />
          {failures.map((failure, index) => (
            <option key={failure} value={failure}>
              {index + 1} {t(`visits.failures.${failure}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <input
          className={styles.native}
          data-column="note"
          aria-label={label(t('visits.rounds.entry.note'))}
          autoComplete="off"
          maxLength={500}
          value={row.note}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      </td>
    </tr>
  )
}
