import { newId } from '@sifang/client'
import { type RecheckOutcome, recheckOutcomes } from '@sifang/domain/checks'
import { useMutation } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../../ui/civil-time.ts'
import { useStationTime } from '../../../../ui/station-time.tsx'
import { recheckHazard, type SheetHazard } from '../../../api/checks.ts'
import { queryClient } from '../../../api/query-client.ts'
import { ChoiceCards } from '../../../fields/choice-cards.tsx'
import { shiftDay } from '../../../fields/civil-moment.ts'
import { DayField } from '../../../fields/day-field.tsx'
import { Field } from '../../../fields/field.tsx'
import { Problem } from '../../../shell/problem.tsx'
import styles from './sheet.module.css'

type Props = {
  readonly checkId: string
  readonly hazard: SheetHazard
  readonly title: string
  readonly onClose: () => void
}

/** Looking at a hazard again: rectified, or not and when next. */
export function RecheckDialog({ checkId, hazard, title, onClose }: Props) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const tomorrow = shiftDay(isoDay(now(), timeZone), 1)
  const [id] = useState(newId)
  const [outcome, setOutcome] = useState<RecheckOutcome | null>(null)
  const [words, setWords] = useState('')
  const [nextOn, setNextOn] = useState<string | null>(shiftDay(tomorrow, 6))
  const [tried, setTried] = useState(false)
  const again = outcome === 'not-rectified'
  const saving = useMutation({
    mutationFn: (result: RecheckOutcome) =>
      recheckHazard(checkId, hazard.id, {
        id,
        outcome: result,
        ...(words.trim() === '' ? {} : { words: words.trim() }),
        ...(again && nextOn ? { nextOn } : {}),
      }),
    onSuccess: () => {
      for (const queryKey of [['check'], ['follow-up']]) void queryClient.invalidateQueries({ queryKey })
      onClose()
    },
  })
  const save = () => {
    setTried(true)
    if (outcome === null || (again && (words.trim() === '' || !nextOn || nextOn < tomorrow))) return
    saving.mutate(outcome)
  }
  return (
    <Modal
      open
      title={`${t('checks.recheck.title')} · ${title}`}
      okText={t('checks.recheck.save')}
      cancelText={t('words.cancel')}
      okButtonProps={{ loading: saving.isPending, size: 'large' }}
      cancelButtonProps={{ size: 'large' }}
      onOk={save}
      onCancel={onClose}
    >
      <div className={styles.signing}>
        <Field
          label={t('checks.recheck.outcome')}
          problem={tried && outcome === null ? t('checks.recheck.needed.outcome') : undefined}
          group
        >
          <ChoiceCards
            label={t('checks.recheck.outcome')}
            choices={recheckOutcomes.map((one) => ({
              value: one,
              label: t(`checks.result.outcomes.${one}`),
              hint: t(`checks.recheck.hints.${one}`),
            }))}
            value={outcome ?? undefined}
            onChange={setOutcome}
          />
        </Field>
        <Field
          label={t('checks.recheck.words')}
          optional={again ? undefined : t('fields.optional')}
          problem={tried && again && words.trim() === '' ? t('checks.recheck.needed.words') : undefined}
        >
          <Input.TextArea
            aria-label={t('checks.recheck.words')}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </Field>
        {again && (
          <Field
            label={t('checks.recheck.nextOn')}
            problem={tried && (!nextOn || nextOn < tomorrow) ? t('checks.recheck.needed.nextOn') : undefined}
          >
            <DayField label={t('checks.recheck.nextOn')} min={tomorrow} value={nextOn} onChange={setNextOn} />
          </Field>
        )}
        {saving.error && <Problem of={saving.error} />}
      </div>
    </Modal>
  )
}
