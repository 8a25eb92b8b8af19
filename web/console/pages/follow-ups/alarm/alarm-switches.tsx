import { BellOutlined, SoundFilled, SoundOutlined } from '@ant-design/icons'
import { policeRoles } from '@sifang/domain/members'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNarrow } from '../../../../ui/theme/appearance.tsx'
import { useMe } from '../../../api/me.ts'
import { useSoundOn } from './sound.ts'

/** The tone for what is urgent, on or off, remembered; and a button that asks the browser for notifications. */
export function AlarmSwitches() {
  const { t } = useTranslation()
  const { member } = useMe()
  const { message } = App.useApp()
  const narrow = useNarrow()
  const [on, setOn] = useSoundOn()
  const [permission, setPermission] = useState(() => ('Notification' in globalThis ? Notification.permission : null))
  if (!policeRoles.includes(member.role)) return null
  const ask = async () => {
    const answer = await Notification.requestPermission()
    setPermission(answer)
    if (answer === 'denied') void message.info(t('followUps.alarm.notifyDenied'))
  }
  return (
    <>
      <Button
        icon={on ? <SoundFilled /> : <SoundOutlined />}
        aria-pressed={on}
        title={t(on ? 'followUps.alarm.soundOn' : 'followUps.alarm.soundOff')}
        onClick={() => setOn(!on)}
        aria-label={t('followUps.alarm.sound')}
      >
        {narrow ? null : t('followUps.alarm.sound')}
      </Button>
      {permission === 'default' && (
        <Button
          icon={<BellOutlined />}
          aria-label={t('followUps.alarm.notify')}
          title={t('followUps.alarm.notify')}
          onClick={() => void ask()}
        >
          {narrow ? null : t('followUps.alarm.notify')}
        </Button>
      )}
    </>
  )
}
