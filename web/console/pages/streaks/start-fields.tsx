import { Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import type { NewStart, StreakKind } from '../../api/streaks.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'

export type StartDraft = {
  readonly day: string | null
  readonly firstYear: number | null
  readonly evidence: string
  readonly paper: string
}

export const emptyStart: StartDraft = { day: null, firstYear: null, evidence: '', paper: '' }

/** The start as it is sent, or null while something is missing. */
export function startOf(
  kind: StreakKind,
  { day, firstYear, evidence, paper }: StartDraft,
): Omit<NewStart, 'id'> | null {
  const said = evidence.trim()
  if (said.length < 2) return null
  const named = paper.trim() === '' ? {} : { paper: paper.trim() }
  if (kind === 'festival') return firstYear === null ? null : { firstYear, evidence: said, ...named }
  return day === null ? null : { day, evidence: said, ...named }
}

type Props = {
  readonly kind: StreakKind
  readonly value: StartDraft
  readonly onChange: (start: StartDraft) => void
  /** Asked for and still missing. */
  readonly tried: boolean
}

/** From when on it is claimed, and by what. */
export function StartFields({ kind, value, onChange, tried }: Props) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const change = (part: Partial<StartDraft>) => onChange({ ...value, ...part })
  return (
    <>
      {kind === 'festival' ? (
        <Field
          label={t('streaks.startForm.firstYear')}
          problem={tried && value.firstYear === null ? t('streaks.startForm.needed.firstYear') : null}
        >
          <InputNumber
            aria-label={t('streaks.startForm.firstYear')}
            min={1950}
            max={Number(today.slice(0, 4)) + 1}
            precision={0}
            value={value.firstYear}
            onChange={(firstYear) => change({ firstYear })}
          />
        </Field>
      ) : (
        <Field
          label={t('streaks.startForm.day')}
          hint={t('streaks.startForm.dayHint')}
          problem={tried && value.day === null ? t('streaks.startForm.needed.day') : null}
        >
          <DayField
            label={t('streaks.startForm.day')}
            value={value.day}
            max={today}
            onChange={(day) => change({ day })}
          />
        </Field>
      )}
      <Field
        label={t('streaks.startForm.evidence')}
        hint={t('streaks.startForm.evidenceHint')}
        problem={tried && value.evidence.trim().length < 2 ? t('streaks.startForm.needed.evidence') : null}
      >
        <Input.TextArea
          aria-label={t('streaks.startForm.evidence')}
          autoSize={{ minRows: 2, maxRows: 5 }}
          maxLength={300}
          value={value.evidence}
          onChange={(event) => change({ evidence: event.target.value })}
        />
      </Field>
      <Field
        label={t('streaks.startForm.paper')}
        optional={t('fields.optional')}
        hint={t('streaks.startForm.paperHint')}
      >
        <Input
          aria-label={t('streaks.startForm.paper')}
          maxLength={100}
          autoComplete="off"
          value={value.paper}
          onChange={(event) => change({ paper: event.target.value })}
        />
      </Field>
    </>
  )
}
