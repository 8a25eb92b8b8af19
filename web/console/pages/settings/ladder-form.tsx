import { defaultLadder } from '@sifang/domain/ladder'
import { useQueryClient } from '@tanstack/react-query'
import { InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeSettings, type StationAndSettings } from '../../api/station-settings.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { datedLadder } from './clock-lengths.ts'

type Props = { readonly station: StationAndSettings; readonly today: string; readonly onClose: () => void }

/** As the server bounds them. */
const bounds = { timesAtPlace: [2, 20], withinDays: [7, 730], afterCheckDays: [1, 180] } as const

/** Other thresholds from a day on. */
export function LadderForm({ station, today, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [ladder, setLadder] = useState(() => datedLadder(station.settings)[0]?.value ?? defaultLadder)
  const [from, setFrom] = useState<string | null>(today)
  return (
    <EntryDialog
      title={t('settings.clocks.changeLadder')}
      saveLabel={t('settings.clocks.save')}
      doneMessage={t('settings.clocks.saved')}
      stays={t('settings.clocks.lead')}
      ready={from !== null}
      send={(id) => {
        const effectiveFrom = from ?? today
        const others = station.settings.ladder.filter((entry) => entry.effectiveFrom !== effectiveFrom)
        return changeSettings({
          id,
          basedOn: station.version,
          settings: { ...station.settings, ladder: [...others, { effectiveFrom, ...ladder }] },
        })
      }}
      onDone={() => void client.invalidateQueries({ queryKey: ['station'] })}
      onClose={onClose}
    >
      <Field label={t('settings.clocks.effectiveFrom')}>
        <DayField label={t('settings.clocks.effectiveFrom')} value={from} min={today} onChange={setFrom} />
      </Field>
      {(['timesAtPlace', 'withinDays', 'afterCheckDays'] as const).map((key) => (
        <Field key={key} label={t(`settings.clocks.${key}`)}>
          <InputNumber
            aria-label={t(`settings.clocks.${key}`)}
            min={bounds[key][0]}
            max={bounds[key][1]}
            precision={0}
            value={ladder[key]}
            onChange={(value) => value !== null && setLadder({ ...ladder, [key]: value })}
          />
        </Field>
      ))}
    </EntryDialog>
  )
}
