import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type AppointmentDetail, minuteFile, openAppointment, sealedMinute } from '../../api/appointments.ts'
import { Problem } from '../../shell/problem.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './appointments.module.css'
import { CallOffDialog, CloseDialog } from './end-dialogs.tsx'
import { HoldDialog } from './hold-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { PurposeField } from './read-sealed.tsx'

type Dialog = 'move' | 'hold' | 'close' | 'callOff' | 'sealed' | null

/** What makes sense now, the likeliest first. */
export function AppointmentActions({ appointment }: { readonly appointment: AppointmentDetail }) {
  const { t } = useTranslation()
  const { now } = useStationTime()
  const [dialog, setDialog] = useState<Dialog>(null)
  const [entryId] = useState(newId)
  const opening = useMutation({ mutationFn: () => openAppointment(appointment.id, entryId) })
  const { id, state, startsAt } = appointment
  const begun = new Date(startsAt) <= now()
  const minuted = state === 'held' || state === 'closed'
  const shut = () => setDialog(null)
  return (
    <>
      <div className={`${styles.actions} screen-only`}>
        {state === 'planned' && (
          <Button type="primary" loading={opening.isPending} onClick={() => opening.mutate()}>
            {t('appointments.detail.open')}
          </Button>
        )}
        {state === 'open' && (
          <Button type={begun ? 'primary' : 'default'} onClick={() => setDialog('hold')}>
            {t('appointments.detail.hold')}
          </Button>
        )}
        {state === 'held' && (
          <Button type="primary" onClick={() => setDialog('close')}>
            {t('appointments.detail.close')}
          </Button>
        )}
        {minuted && (
          <>
            <Button href={minuteFile(id)} download>
              {t(state === 'closed' ? 'appointments.detail.minute' : 'appointments.detail.minuteDraft')}
            </Button>
            <Button onClick={() => setDialog('sealed')}>{t('appointments.detail.sealedMinute')}</Button>
          </>
        )}
        {(state === 'planned' || state === 'open') && (
          <>
            <Button onClick={() => setDialog('move')}>{t('appointments.moveForm.action')}</Button>
            <Button onClick={() => setDialog('callOff')}>{t('appointments.detail.callOff')}</Button>
          </>
        )}
      </div>
      {opening.error && <Problem of={opening.error} />}
      {dialog === 'move' && <MoveDialog appointment={appointment} onClose={shut} />}
      {dialog === 'hold' && <HoldDialog appointment={appointment} onClose={shut} />}
      {dialog === 'close' && <CloseDialog id={id} onClose={shut} />}
      {dialog === 'callOff' && <CallOffDialog id={id} onClose={shut} />}
      {dialog === 'sealed' && <SealedMinute id={id} onClose={shut} />}
    </>
  )
}

/** The minute with names, for a purpose; it is downloaded once the reading is on record. */
function SealedMinute({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [purpose, setPurpose] = useState('')
  const given = async (entryId: string) => {
    const file = await sealedMinute(id, { id: entryId, purpose: purpose.trim() })
    const address = URL.createObjectURL(file)
    const link = document.createElement('a')
    link.href = address
    link.download = `${t('appointments.detail.sealedMinute')}.docx`
    link.click()
    URL.revokeObjectURL(address)
  }
  return (
    <EntryDialog
      title={t('appointments.detail.sealedMinute')}
      stays={t('appointments.read.stays')}
      saveLabel={t('appointments.read.go')}
      ready={purpose.trim().length >= 2}
      send={given}
      doneMessage={t('appointments.read.done')}
      onClose={onClose}
    >
      <PurposeField value={purpose} onChange={setPurpose} />
    </EntryDialog>
  )
}
