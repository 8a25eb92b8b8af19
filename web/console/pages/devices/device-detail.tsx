import { newId } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableDate, TableInstant } from '../../../ui/date-text.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { type Device, givePinCode, revokeDevice } from '../../api/devices.ts'
import { Problem } from '../../shell/problem.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { CodeDialog } from './code-dialog.tsx'
import styles from './devices.module.css'

/** A phone, and what the desk can do about it: another PIN, or an end. */
export function DeviceDetail({ device }: { readonly device: Device }) {
  const { t } = useTranslation()
  const [revoking, setRevoking] = useState(false)
  const { member, name, revokedAt, lastContactOn, pinResetAt } = device
  return (
    <article className={styles.detail}>
      <header>
        <h2>{member.name}</h2>
        <p className={styles.quiet}>{name ?? t('devices.nameless')}</p>
      </header>
      {device.mayEnrol && revokedAt === null && (
        <div className={`${styles.actions} screen-only`}>
          <NewPin device={device} />
          <Button danger onClick={() => setRevoking(true)}>
            {t('devices.revoke.action')}
          </Button>
        </div>
      )}
      <Facts
        facts={[
          { label: t('devices.state'), value: t(revokedAt === null ? 'devices.inUse' : 'devices.revoked') },
          ...(revokedAt === null ? [] : [{ label: t('devices.revokedAt'), value: <TableInstant at={revokedAt} /> }]),
          { label: t('devices.enrolled'), value: <TableDate day={device.enrolledAt} /> },
          {
            label: t('devices.lastContact'),
            value: lastContactOn === null ? t('devices.never') : <TableDate day={lastContactOn} />,
          },
          ...(pinResetAt === null ? [] : [{ label: t('devices.pinReset'), value: <TableInstant at={pinResetAt} /> }]),
          { label: t('devices.mode'), value: t(device.ageFriendly ? 'devices.ageFriendly' : 'devices.ordinary') },
        ]}
      />
      {revoking && (
        <EntryDialog
          title={t('devices.revoke.title', { name: member.name })}
          saveLabel={t('devices.revoke.save')}
          danger
          ready
          stays={t('devices.revoke.stays')}
          send={(id) => revokeDevice(device.id, id)}
          doneMessage={t('devices.revoke.done')}
          onClose={() => setRevoking(false)}
        >
          <ul className={styles.bullets}>
            <li>{t('devices.revoke.atOnce')}</li>
            <li>{t('devices.revoke.unsent')}</li>
            <li>{t('devices.revoke.lost')}</li>
            <li>{t('devices.revoke.final')}</li>
          </ul>
        </EntryDialog>
      )}
    </article>
  )
}

/** A code with which the member chooses another PIN on the phone. */
function NewPin({ device }: { readonly device: Device }) {
  const { t } = useTranslation()
  const id = useRef(newId())
  const giving = useMutation({ mutationFn: () => givePinCode(device.id, id.current) })
  return (
    <>
      <Button loading={giving.isPending} onClick={() => giving.mutate()}>
        {t('devices.pin.action')}
      </Button>
      {giving.error && <Problem of={giving.error} />}
      {giving.data && (
        <CodeDialog
          title={t('devices.pin.title', { name: device.member.name })}
          given={giving.data}
          steps={[t('devices.pin.step1'), t('devices.pin.step2'), t('devices.pin.step3')]}
          onClose={() => {
            id.current = newId()
            giving.reset()
          }}
        />
      )}
    </>
  )
}
