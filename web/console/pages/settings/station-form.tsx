import { newId } from '@sifang/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type Role, useMay } from '../../api/me.ts'
import { changeSettings, type StationAndSettings, type StationSettings } from '../../api/station-settings.ts'
import { ChoiceChips } from '../../fields/choice-cards.tsx'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { TimeField } from '../../fields/time-field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { MapSource } from './map-source.tsx'
import styles from './settings.module.css'

const roles: readonly Role[] = [
  'chief',
  'instructor',
  'deputy',
  'officer',
  'auxiliary',
  'administrator',
  'auditor',
  'volunteer',
  'cadre',
  'partner',
]
const lunarDays = ['七', '八', '九', '十', '十一', '十二', '十三', '十四', '十五']

type Props = { readonly station: StationAndSettings; readonly onReadAgain: () => void }

/** The station's settings as one form; saved as a whole on top of what was read. */
export function StationForm({ station, onReadAgain }: Props) {
  const { t, i18n } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { timeZone, now } = useStationTime()
  const mayChange = useMay('station.configure') !== null
  const [changed, setChanged] = useState<{ readonly basedOn: number; readonly settings: StationSettings } | null>(null)
  const [id, setId] = useState(newId)
  const settings = changed?.settings ?? station.settings
  const change = (part: Partial<StationSettings>) =>
    setChanged({ basedOn: changed?.basedOn ?? station.version, settings: { ...settings, ...part } })
  const saving = useMutation({
    mutationFn: (what: { basedOn: number; settings: StationSettings }) => changeSettings({ id, ...what }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['station'] })
      setChanged(null)
      setId(newId())
      void message.success(t('settings.station.saved'))
    },
    // another body needs another id
    onError: () => setId(newId()),
  })
  const number = (label: string, value: number, min: number, max: number, onChange: (value: number) => void) => (
    <Field label={label}>
      <InputNumber
        aria-label={label}
        disabled={!mayChange}
        min={min}
        max={max}
        precision={0}
        value={value}
        onChange={(next) => next !== null && onChange(next)}
      />
    </Field>
  )

  return (
    <form
      className={styles.station}
      onSubmit={(event) => {
        event.preventDefault()
        if (changed) saving.mutate(changed)
      }}
    >
      {!mayChange && <p className={styles.hint}>{t('settings.station.readOnly')}</p>}
      <Part>
        <dl className={styles.facts}>
          <dt>{t('settings.station.name')}</dt>
          <dd>{station.name}</dd>
          <dt>{t('settings.station.divisionCode')}</dt>
          <dd>{station.divisionCode ?? t('words.none')}</dd>
          <dt>{t('settings.station.timeZone')}</dt>
          <dd>{station.timeZone}</dd>
        </dl>
      </Part>
      <fieldset disabled={!mayChange} className={styles.fieldset}>
        <Part title={t('settings.station.work')}>
          <div className={styles.columns}>
            <Field label={t('settings.station.shiftStart')} hint={t('settings.station.shiftStartHint')}>
              <TimeField
                label={t('settings.station.shiftStart')}
                value={settings.shiftStart}
                onChange={(shiftStart) => change({ shiftStart })}
              />
            </Field>
            <Field label={t('settings.station.dutyPhone')} hint={t('settings.station.dutyPhoneHint')}>
              <Input
                aria-label={t('settings.station.dutyPhone')}
                type="tel"
                maxLength={20}
                pattern="\+?[0-9][0-9 \-]{2,18}[0-9]"
                title={t('settings.station.dutyPhoneForm')}
                value={settings.dutyPhone ?? ''}
                onChange={(event) => change({ dutyPhone: event.target.value.trim() || null })}
              />
            </Field>
            <Field label={t('settings.station.volunteerTeamName')} hint={t('settings.station.volunteerTeamNameHint')}>
              <Input
                aria-label={t('settings.station.volunteerTeamName')}
                maxLength={40}
                value={settings.volunteerTeamName}
                onChange={(event) => change({ volunteerTeamName: event.target.value })}
              />
            </Field>
            <Field label={t('settings.station.paperShortName')} hint={t('settings.station.paperShortNameHint')}>
              <Input
                aria-label={t('settings.station.paperShortName')}
                maxLength={10}
                value={settings.paperShortName}
                onChange={(event) => change({ paperShortName: event.target.value })}
              />
            </Field>
            <Field label={t('settings.station.festivalLastDay')} hint={t('settings.station.festivalHint')}>
              <Select
                style={{ width: 132 }}
                aria-label={t('settings.station.festivalLastDay')}
                disabled={!mayChange}
                value={settings.festivalLastDay}
                onChange={(festivalLastDay) => change({ festivalLastDay })}
                options={lunarDays.map((name, index) => ({
                  value: index + 7,
                  label: t('settings.station.festivalDay', {
                    day: i18n.language === 'en' ? index + 7 : index + 7 <= 10 ? `初${name}` : name,
                  }),
                }))}
              />
            </Field>
          </div>
        </Part>
        <Part title={t('settings.station.records')}>
          <Field label={t('settings.station.recordsFrom')} hint={t('settings.station.recordsFromHint')}>
            <DayField
              label={t('settings.station.recordsFrom')}
              value={settings.recordsFrom}
              min="1949-10-01"
              max={isoDay(now(), timeZone)}
              onChange={(recordsFrom) => recordsFrom !== null && change({ recordsFrom })}
            />
          </Field>
        </Part>
        <Part title={t('settings.station.signIn')}>
          <Field label={t('settings.station.secondFactorFor')} hint={t('settings.station.secondFactorHint')} group>
            <ChoiceChips
              label={t('settings.station.secondFactorFor')}
              choices={roles.map((role) => ({ value: role, label: t(`words.role.${role}`) }))}
              value={settings.secondFactorFor}
              onChange={(secondFactorFor) => change({ secondFactorFor })}
            />
          </Field>
          <div className={styles.columns}>
            {number(t('settings.station.idleMinutes'), settings.idleMinutes, 5, 480, (idleMinutes) =>
              change({ idleMinutes }),
            )}
            {number(t('settings.station.sessionHours'), settings.sessionHours, 1, 24, (sessionHours) =>
              change({ sessionHours }),
            )}
            {number(t('settings.station.failures'), settings.lockOut.failures, 3, 10, (failures) =>
              change({ lockOut: { ...settings.lockOut, failures } }),
            )}
            {number(t('settings.station.pauseMinutes'), settings.lockOut.minutes, 5, 120, (minutes) =>
              change({ lockOut: { ...settings.lockOut, minutes } }),
            )}
          </div>
        </Part>
        <Part title={t('settings.station.log')}>
          {number(t('settings.station.auditDays'), settings.auditDays, 180, 3650, (auditDays) => change({ auditDays }))}
          <p className={styles.hint}>{t('settings.station.auditDaysHint')}</p>
        </Part>
        <Part title={t('settings.station.retention')}>
          <div className={styles.columns}>
            {number(t('settings.station.retentionYears'), settings.retention.years, 1, 10, (years) =>
              change({ retention: { ...settings.retention, years } }),
            )}
            {number(t('settings.station.statutoryYears'), settings.retention.statutoryYears, 2, 100, (statutoryYears) =>
              change({ retention: { ...settings.retention, statutoryYears } }),
            )}
          </div>
          <p className={styles.hint}>{t('settings.station.retentionHint')}</p>
        </Part>
        <Part title={t('settings.station.map')}>
          <MapSource
            value={settings.tileSource}
            disabled={!mayChange}
            onChange={(tileSource) => change({ tileSource })}
          />
        </Part>
      </fieldset>
      {saving.error && <Problem of={saving.error} />}
      {mayChange && (
        <div className={styles.save}>
          <Button type="primary" htmlType="submit" disabled={changed === null} loading={saving.isPending}>
            {t('settings.station.save')}
          </Button>
          {changed !== null && (
            <>
              <Button
                onClick={() => {
                  setChanged(null)
                  saving.reset()
                  onReadAgain()
                }}
              >
                {t(saving.error ? 'settings.station.readAgain' : 'settings.station.undo')}
              </Button>
              <span className={styles.hint}>{t('settings.station.unsaved')}</span>
            </>
          )}
        </div>
      )}
    </form>
  )
}

function Part({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </section>
  )
}
