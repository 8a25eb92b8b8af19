import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { useMay } from '../../api/me.ts'
import { endStandIn, type StandIn, standInsQuery } from '../../api/members.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './members.module.css'

/** Who acts for this member, or for whom this member acts, today and later. */
export function StandIns({ memberId }: { readonly memberId: string }) {
  const { t } = useTranslation()
  const mayEnd = useMay('roster.write') !== null
  const { data } = useQuery(standInsQuery)
  const [ending, setEnding] = useState<StandIn | null>(null)
  const own = data?.rows.filter(({ member, standIn }) => member.id === memberId || standIn.id === memberId) ?? []
  if (own.length === 0) return null
  return (
    <section>
      <h3>{t('members.standInForm.listTitle')}</h3>
      <ul>
        {own.map((row) => (
          <li key={row.id} className={styles.line}>
            <span>
              {row.member.name} ← {row.standIn.name}{' '}
              <span className={styles.quiet}>
                {t('members.standInForm.range', { first: row.firstDay, last: row.lastDay })}
              </span>
            </span>
            {mayEnd && (
              <Button type="link" size="small" onClick={() => setEnding(row)}>
                {t('members.standInForm.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ending && <EndDialog row={ending} onClose={() => setEnding(null)} />}
    </section>
  )
}

function EndDialog({ row, onClose }: { readonly row: StandIn; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const [lastDay, setLastDay] = useState<string | null>(isoDay(now(), timeZone))
  return (
    <EntryDialog
      title={t('members.standInForm.endTitle')}
      saveLabel={t('words.save')}
      stays={t('members.standInForm.stays')}
      ready={lastDay !== null}
      send={(entryId) => endStandIn(row.id, entryId, lastDay ?? '')}
      onClose={onClose}
    >
      <Field label={t('members.standInForm.last')}>
        <DayField
          label={t('members.standInForm.last')}
          value={lastDay}
          onChange={setLastDay}
          min={row.firstDay}
          max={row.lastDay}
        />
      </Field>
    </EntryDialog>
  )
}
