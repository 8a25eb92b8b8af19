import { mayGiveAccess, mayGiveRole } from '@sifang/domain/members'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../ui/date-text.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { useMay, useMe } from '../../api/me.ts'
import { type Member, memberQuery } from '../../api/members.ts'
import { Problem } from '../../shell/problem.tsx'
import { AccessDialog } from './access-dialog.tsx'
import { AccountDialog } from './account-dialog.tsx'
import { AreasDialog } from './areas-dialog.tsx'
import { ChangeDialog } from './change-dialog.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import styles from './members.module.css'
import { StandInDialog } from './stand-in-dialog.tsx'
import { StandIns } from './stand-ins.tsx'

type DialogName = 'change' | 'areas' | 'standIn' | 'account' | 'access' | 'leave'

/** A member: where, with whom, what is in their name, and what can be done. */
export function MemberDetail({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const { data: member, error, refetch } = useQuery(memberQuery(id))
  if (error) {
    return (
      <div className={styles.detail}>
        <Problem of={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  if (!member) return <WaitingRows rows={5} />
  return (
    <article className={styles.detail}>
      <header>
        <h2>{member.name}</h2>
        <p className={styles.quiet}>
          {t(`words.role.${member.role}`)}
          {member.leftOn && ` · ${t('members.leftOn', { date: member.leftOn })}`}
          {member.standIn && ` · ${t('members.standInBy', { name: member.standIn.name })}`}
        </p>
      </header>
      <Actions member={member} />
      <Facts
        facts={[
          {
            label: t('members.areas'),
            value:
              [...member.villages, ...member.lines].map(({ name }) => name).join(t('words.listComma')) ||
              t('words.none'),
          },
          {
            label: t('members.places'),
            value:
              member.places > 0 ? (
                <Link to="/places" search={{ ownerId: member.id }}>
                  {member.places}
                </Link>
              ) : (
                t('words.none')
              ),
          },
          {
            label: t('members.teams'),
            value: member.teams.map(({ name }) => name).join(t('words.listComma')) || t('words.none'),
          },
          {
            label: t('members.account'),
            value: member.hasAccount ? member.userName : t('members.noAccount'),
          },
          { label: t('members.joined'), value: <TableDate day={member.joinedOn} /> },
          ...(member.skills.length > 0
            ? [{ label: t('members.skills'), value: member.skills.join(t('words.listComma')) }]
            : []),
        ]}
      />
      <StandIns memberId={member.id} />
    </article>
  )
}

function Actions({ member }: { readonly member: Member }) {
  const { t } = useTranslation()
  const { member: me } = useMe()
  const mayWrite = useMay('member.write') !== null && member.leftOn === null
  const mayRoster = useMay('roster.write') !== null && member.leftOn === null
  const mayOpen =
    mayWrite && mayGiveAccess({ memberId: me.id, role: me.role }, { memberId: member.id, role: member.role }) === null
  const mayEnd = mayWrite && mayGiveRole(me, member.role, null) === null
  const mayDuties = useMay('duty.read') !== null
  const [open, setOpen] = useState<DialogName | null>(null)
  const close = () => setOpen(null)
  const offered: readonly DialogName[] = [
    ...(mayOpen && !member.hasAccount ? (['account'] as const) : []),
    ...(mayWrite ? (['areas'] as const) : []),
    ...(mayRoster ? (['standIn'] as const) : []),
    ...(mayWrite ? (['change'] as const) : []),
    ...(mayWrite && member.hasAccount ? (['access'] as const) : []),
    ...(mayEnd ? (['leave'] as const) : []),
  ]
  return (
    <div className={`${styles.actions} screen-only`}>
      {member.places > 0 && mayDuties && (
        <Link to="/duties" search={{ ownerId: member.id }}>
          <Button tabIndex={-1}>{t('members.action.duties')}</Button>
        </Link>
      )}
      {offered.map((name) => (
        <Button key={name} onClick={() => setOpen(name)}>
          {t(`members.action.${name}`)}
        </Button>
      ))}
      {open === 'change' && <ChangeDialog member={member} onClose={close} />}
      {open === 'areas' && <AreasDialog member={member} onClose={close} />}
      {open === 'standIn' && <StandInDialog member={member} onClose={close} />}
      {open === 'account' && <AccountDialog member={member} onClose={close} />}
      {open === 'access' && <AccessDialog member={member} onClose={close} />}
      {open === 'leave' && <LeaveDialog member={member} onClose={close} />}
    </div>
  )
}
