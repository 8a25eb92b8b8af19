import { policeRoles } from '@sifang/domain/members'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type FollowUp, urgentOfMineQuery } from '../../../api/follow-ups.ts'
import { useMay, useMe } from '../../../api/me.ts'
import { useFollowUpName } from '../follow-up-words.tsx'
import { isSoundOn, playTone } from './sound.ts'

/** Tells the one who owns it of a new urgent follow-up, on whatever page they are: a line, a tone, a notification. */
export function UrgentArrivals() {
  const { t } = useTranslation()
  const { member } = useMe()
  const { notification } = App.useApp()
  const navigate = useNavigate()
  const nameOf = useFollowUpName()
  const may = useMay('follow-up.read') !== null && policeRoles.includes(member.role)
  const { data } = useQuery({ ...urgentOfMineQuery(member.id), enabled: may })
  const known = useRef<ReadonlySet<string> | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what arrives is told, in the words of that moment
  useEffect(() => {
    if (!data) return
    const before = known.current
    known.current = new Set([...(before ?? []), ...data.rows.map(({ id }) => id)])
    // what was there when the page was opened is in the list
    const arrived = before === null ? [] : data.rows.filter(({ id }) => !before.has(id))
    if (arrived.length === 0) return
    if (isSoundOn()) playTone()
    for (const followUp of arrived) tell(followUp)
  }, [data])

  const look = ({ id }: FollowUp) => {
    notification.destroy(id)
    void navigate({ to: '/follow-ups', search: { selected: id } })
  }
  const tell = (followUp: FollowUp) => {
    // subject and village only: the screen may be seen by others
    const said = { what: nameOf(followUp), where: followUp.villageName ?? followUp.placeName }
    notification.warning({
      key: followUp.id,
      title: t('followUps.alarm.arrived', said),
      duration: 60,
      actions: (
        <Button type="primary" size="small" onClick={() => look(followUp)}>
          {t('followUps.alarm.look')}
        </Button>
      ),
    })
    if (!('Notification' in globalThis) || Notification.permission !== 'granted') return
    const shown = new Notification(t('followUps.alarm.notification', said), { tag: followUp.id })
    shown.onclick = () => {
      window.focus()
      look(followUp)
      shown.close()
    }
  }
  return null
}
