import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { newId } from '@sifang/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { DateText, TimeText } from '../../../ui/date-text.tsx'
import { Pane } from '../../../ui/pane.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { useMay } from '../../api/me.ts'
import { rosterQuery, type Shift, setRoster } from '../../api/roster.ts'
import { shiftDay } from '../../fields/civil-moment.ts'
import { Problem } from '../../shell/problem.tsx'
import { FillDialog } from './fill-dialog.tsx'
import styles from './members.module.css'
import { PersonSelect, shiftRoles } from './person-select.tsx'
import { membersRoute } from './route.ts'

type Draft = { readonly leader?: string; readonly officer?: string }

/** The shift list, a week at a time; what was changed is saved together. */
export function Roster() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const may = useMay('roster.write') !== null
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const { week = mondayOf(today) } = membersRoute.useSearch()
  const monday = mondayOf(/^\d{4}-\d{2}-\d{2}$/.test(week) ? week : today)
  const sunday = shiftDay(monday, 6)
  const { data, error, refetch } = useQuery(rosterQuery(monday, sunday))
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({})
  const [filling, setFilling] = useState(false)
  const entryId = useRef(newId())
  const days = Array.from({ length: 7 }, (_, index) => shiftDay(monday, index))
  const shiftOf = (day: string) => data?.rows.find((shift) => shift.day === day)
  const changed = days.filter((day) => drafts[day] !== undefined)
  const toSet = changed.map((day) => wanted(day, shiftOf(day), drafts[day]))
  const complete = toSet.every(({ dutyOfficerId, shiftLeaderId }) => dutyOfficerId !== '' && shiftLeaderId !== '')

  const save = useMutation({
    mutationFn: () => setRoster(entryId.current, toSet),
    onSuccess: () => {
      setDrafts({})
      message.success(t('members.roster.saved'))
      void refetch()
    },
    onSettled: () => {
      entryId.current = newId()
    },
  })
  const change = (day: string, part: Draft) =>
    setDrafts((before) => ({ ...before, [day]: { ...before[day], ...part } }))
  const first = data?.rows[0]

  return (
    <Pane>
      <div className={styles.week}>
        <Link to="/members" search={{ show: 'roster', week: shiftDay(monday, -7) }}>
          <Button icon={<LeftOutlined />} aria-label={t('members.roster.previous')} tabIndex={-1} />
        </Link>
        <b>
          <DateText day={monday} /> – <DateText day={sunday} />
        </b>
        <Link to="/members" search={{ show: 'roster', week: shiftDay(monday, 7) }}>
          <Button icon={<RightOutlined />} aria-label={t('members.roster.next')} tabIndex={-1} />
        </Link>
        {monday !== mondayOf(today) && (
          <Link to="/members" search={{ show: 'roster' }}>
            {t('members.roster.thisWeek')}
          </Link>
        )}
        {may && <Button onClick={() => setFilling(true)}>{t('members.roster.fill')}</Button>}
      </div>
      {first && (
        <p className={styles.quiet}>
          {before(t('members.roster.from', { time: '|' }))}
          <TimeText at={first.startsAt} />
          {after(t('members.roster.from', { time: '|' }))}
        </p>
      )}
      {error && <Problem of={error} onRetry={() => void refetch()} />}
      <table className={styles.roster}>
        <thead>
          <tr>
            <th scope="col">{t('members.roster.day')}</th>
            <th scope="col">{t('members.roster.leader')}</th>
            <th scope="col">{t('members.roster.officer')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => {
            const shift = shiftOf(day)
            const over = shift ? new Date(shift.endsAt) <= now() : day < today
            const running = shift !== undefined && !over && new Date(shift.startsAt) <= now()
            return (
              <tr key={day} className={running ? styles.running : ''}>
                <th scope="row">
                  <DateText day={day} />
                  {running && <span className={styles.badge}>{t('members.roster.now')}</span>}
                </th>
                <td>
                  {over || !may ? (
                    (shift?.shiftLeader.name ?? t('members.roster.none'))
                  ) : (
                    <PersonSelect
                      label={`${day} ${t('members.roster.leader')}`}
                      placeholder={t('members.roster.none')}
                      roles={shiftRoles}
                      nameOnly
                      value={drafts[day]?.leader ?? shift?.shiftLeader.id ?? null}
                      onChange={(leader) => change(day, { leader })}
                    />
                  )}
                </td>
                <td>
                  {over || !may ? (
                    (shift?.dutyOfficer.name ?? t('members.roster.none'))
                  ) : (
                    <PersonSelect
                      label={`${day} ${t('members.roster.officer')}`}
                      placeholder={t('members.roster.none')}
                      roles={shiftRoles}
                      nameOnly
                      value={drafts[day]?.officer ?? shift?.dutyOfficer.id ?? null}
                      onChange={(officer) => change(day, { officer })}
                    />
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {save.error && <Problem of={save.error} onRetry={() => void refetch()} />}
      {changed.length > 0 && (
        <div className={styles.save}>
          <Button type="primary" disabled={!complete} loading={save.isPending} onClick={() => save.mutate()}>
            {t('members.roster.save', { count: changed.length })}
          </Button>
          <Button type="text" onClick={() => setDrafts({})}>
            {t('members.roster.discard')}
          </Button>
          <span className={styles.quiet}>{t(complete ? 'members.roster.unsaved' : 'members.roster.half')}</span>
        </div>
      )}
      {filling && <FillDialog from={today > monday ? today : monday} onClose={() => setFilling(false)} />}
    </Pane>
  )
}

function wanted(day: string, shift: Shift | undefined, draft: Draft | undefined) {
  return {
    day,
    dutyOfficerId: draft?.officer ?? shift?.dutyOfficer.id ?? '',
    shiftLeaderId: draft?.leader ?? shift?.shiftLeader.id ?? '',
    basedOn: shift?.version ?? 0,
  }
}

function mondayOf(day: string): string {
  return shiftDay(day, -((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7))
}

const before = (text: string) => text.split('|')[0]
const after = (text: string) => text.split('|')[1]
