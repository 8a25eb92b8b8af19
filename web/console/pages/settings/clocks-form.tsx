import { type ClockSettings, defaultClocks } from '@sifang/domain/follow-ups'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeSettings, type StationAndSettings } from '../../api/station-settings.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { type ClockRow, clockRows, datedClocks, inForceOn } from './clock-lengths.ts'
import styles from './clocks.module.css'
import { LengthField } from './length-field.tsx'

type Props = { readonly station: StationAndSettings; readonly today: string; readonly onClose: () => void }

/** Other clocks from a day on; what arrived before keeps those of its day. */
export function ClocksForm({ station, today, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const entries = datedClocks(station.settings)
  const [clocks, setClocks] = useState<ClockSettings>(
    () => inForceOn(entries, entries[0]?.effectiveFrom ?? today)?.value ?? defaultClocks,
  )
  const [from, setFrom] = useState<string | null>(today)
  const change = ({ subject, urgency }: ClockRow, part: Partial<ClockSettings['lengths']['dispute']['urgent']>) =>
    setClocks((now) => ({
      ...now,
      lengths: {
        ...now.lengths,
        [subject]: { ...now.lengths[subject], [urgency]: { ...now.lengths[subject][urgency], ...part } },
      },
    }))
  return (
    <EntryDialog
      title={t('settings.clocks.change')}
      saveLabel={t('settings.clocks.save')}
      doneMessage={t('settings.clocks.saved')}
      stays={t('settings.clocks.lead')}
      width={820}
      ready={from !== null}
      send={(id) => {
        const effectiveFrom = from ?? today
        const others = station.settings.clocks.filter((entry) => entry.effectiveFrom !== effectiveFrom)
        return changeSettings({
          id,
          basedOn: station.version,
          settings: { ...station.settings, clocks: [...others, { effectiveFrom, ...clocks }] },
        })
      }}
      onDone={() => void client.invalidateQueries({ queryKey: ['station'] })}
      onClose={onClose}
    >
      <Field label={t('settings.clocks.effectiveFrom')}>
        <DayField label={t('settings.clocks.effectiveFrom')} value={from} min={today} onChange={setFrom} />
      </Field>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('settings.clocks.subject')}</th>
              <th scope="col">{t('settings.clocks.answer')}</th>
              <th scope="col">{t('settings.clocks.scene')}</th>
              <th scope="col">{t('settings.clocks.settle')}</th>
            </tr>
          </thead>
          <tbody>
            {clockRows.map((row) => {
              const name = `${t(`findings.kinds.${row.subject}`)} ${t(`findings.urgencies.${row.urgency}`)}`
              const { answer, scene, settle } = clocks.lengths[row.subject][row.urgency]
              return (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    <LengthField
                      label={`${name} ${t('settings.clocks.answer')}`}
                      value={answer}
                      onChange={(length) => length && change(row, { answer: length })}
                    />
                  </td>
                  <td>
                    <LengthField
                      optional
                      label={`${name} ${t('settings.clocks.scene')}`}
                      value={scene}
                      onChange={(length) => change(row, { scene: length })}
                    />
                  </td>
                  <td>
                    <LengthField
                      label={`${name} ${t('settings.clocks.settle')}`}
                      value={settle}
                      onChange={(length) => length && change(row, { settle: length })}
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {(['tell', 'silence'] as const).map((clock) => (
        <Field key={clock} label={t(`settings.clocks.${clock}`)}>
          <LengthField
            label={t(`settings.clocks.${clock}`)}
            value={clocks[clock]}
            onChange={(length) => length && setClocks((now) => ({ ...now, [clock]: length }))}
          />
        </Field>
      ))}
    </EntryDialog>
  )
}
