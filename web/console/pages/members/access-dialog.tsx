import { newId } from '@sifang/client'
import { mayGiveAccess } from '@sifang/domain/members'
import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Modal } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { useMe } from '../../api/me.ts'
import {
  type AccountState,
  accountQuery,
  givePassword,
  type Member,
  removeLostSecondFactor,
  unlockAccount,
} from '../../api/members.ts'
import { Problem } from '../../shell/problem.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './members.module.css'
import { newPassword } from './new-password.ts'
import { ShownOnce } from './shown-once.tsx'

type Props = { readonly member: Member; readonly onClose: () => void }
type Doing = 'give' | 'remove' | null

/** Helps a member who cannot sign in: a new password, a lost one-time code, a pause after wrong attempts. */
export function AccessDialog({ member, onClose }: Props) {
  const { t } = useTranslation()
  const { member: me } = useMe()
  const { data: account, error, refetch } = useQuery(accountQuery(member.id))
  const [doing, setDoing] = useState<Doing>(null)
  const [password] = useState(newPassword)
  const [given, setGiven] = useState(false)
  const refusal = mayGiveAccess({ memberId: me.id, role: me.role }, { memberId: member.id, role: member.role })

  if (given && account) {
    return (
      <ShownOnce
        title={t('members.access.doneTitle')}
        hint={t('members.access.once', { name: member.name })}
        userName={account.userName}
        password={password}
        onClose={onClose}
      />
    )
  }
  if (doing === 'give') {
    return (
      <EntryDialog
        title={t('members.access.giveTitle', { name: member.name })}
        stays={t('members.access.giveStays')}
        saveLabel={t('members.access.give')}
        ready
        width={440}
        send={(entryId) => givePassword(member.id, entryId, password)}
        onDone={() => setGiven(true)}
        onClose={() => setDoing(null)}
      />
    )
  }
  if (doing === 'remove') {
    return (
      <EntryDialog
        title={t('members.access.removeTitle', { name: member.name })}
        stays={t('members.access.removeStays')}
        saveLabel={t('members.access.removeFactor')}
        ready
        width={440}
        send={(entryId) => removeLostSecondFactor(member.id, entryId)}
        onDone={() => void refetch()}
        doneMessage={t('members.access.removed')}
        onClose={() => setDoing(null)}
      />
    )
  }
  return (
    <Modal open width={440} title={t('members.access.title', { name: member.name })} onCancel={onClose} footer={null}>
      {error && <Problem of={error} onRetry={() => void refetch()} />}
      {!account && !error && <WaitingRows rows={4} />}
      {account && (
        <>
          <Standing account={account} member={member} may={refusal === null} onDo={setDoing} />
          <p className={styles.quiet}>
            {t(
              refusal === 'account/own-access'
                ? 'members.access.own'
                : refusal
                  ? 'members.access.standing'
                  : 'members.access.logged',
            )}
          </p>
        </>
      )}
    </Modal>
  )
}

type StandingProps = {
  readonly account: AccountState
  readonly member: Member
  readonly may: boolean
  readonly onDo: (doing: Doing) => void
}

function Standing({ account, member, may, onDo }: StandingProps) {
  const { t } = useTranslation()
  const { timeZone } = useStationTime()
  const { lockedUntil, passwordToChange, secondFactor } = account
  return (
    <div className={styles.access}>
      <Line label={t('members.access.userName')} value={<b>{account.userName}</b>} />
      <Line
        label={t('members.access.password')}
        value={t(passwordToChange ? 'members.access.passwordGiven' : 'members.access.passwordOwn')}
        action={may && <Button onClick={() => onDo('give')}>{t('members.access.give')}</Button>}
      />
      <Line
        label={t('members.access.factor')}
        value={t(secondFactor ? 'members.access.factorOn' : 'members.access.factorOff')}
        action={
          may && secondFactor && <Button onClick={() => onDo('remove')}>{t('members.access.removeFactor')}</Button>
        }
      />
      <Line
        label={t('members.access.lock')}
        value={
          lockedUntil
            ? t('members.access.lockOn', { time: clockTime(new Date(lockedUntil), timeZone) })
            : t('members.access.lockOff')
        }
        action={may && lockedUntil && <Unlock memberId={member.id} />}
      />
    </div>
  )
}

function Unlock({ memberId }: { readonly memberId: string }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { refetch } = useQuery(accountQuery(memberId))
  const entryId = useRef(newId())
  const opening = useMutation({
    mutationFn: () => unlockAccount(memberId, entryId.current),
    onSuccess: async () => {
      message.success(t('members.access.unlocked'))
      await refetch()
    },
  })
  return (
    <>
      <Button loading={opening.isPending} onClick={() => opening.mutate()}>
        {t('members.access.unlock')}
      </Button>
      {opening.error && <Problem of={opening.error} />}
    </>
  )
}

function Line({
  label,
  value,
  action,
}: {
  readonly label: string
  readonly value: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={styles.accessLine}>
      <span className={styles.quiet}>{label}</span>
      <span>{value}</span>
      {action}
    </div>
  )
}
