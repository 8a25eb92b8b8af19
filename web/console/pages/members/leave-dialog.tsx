import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { dutiesQuery } from '../../api/duties.ts'
import { leave, type Member } from '../../api/members.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './members.module.css'
import { PersonSelect, policeRoles } from './person-select.tsx'

type Props = { readonly member: Member; readonly onClose: () => void }

/** Leaving: what is in the member's name is shown, and goes to somebody named. */
export function LeaveDialog({ member, onClose }: Props) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const [leftOn, setLeftOn] = useState<string | null>(today)
  const [successorId, setSuccessorId] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const duties = useInfiniteQuery(dutiesQuery({ ownerId: member.id }, 200))
  const open = duties.data?.pages.flatMap((page) => page.rows).length
  const holding = member.places > 0 || (open ?? 0) > 0
  const ready = leftOn !== null && open !== undefined && (!holding || successorId !== null)
  return (
    <EntryDialog
      title={t('members.leaving.title', { name: member.name })}
      saveLabel={t('members.leaving.save')}
      danger
      stays={`${t('members.leaving.stays')} ${t('members.leaving.roster')}`}
      ready={ready}
      onAsked={() => setAsked(true)}
      send={(entryId) => leave(member.id, entryId, { leftOn: leftOn ?? today, successorId })}
      onClose={onClose}
    >
      <Field label={t('members.leaving.handsOver')} group>
        {open === undefined ? (
          <p className={styles.quiet}>{t('members.leaving.loading')}</p>
        ) : holding ? (
          <ul className={styles.bullets}>
            {member.places > 0 && (
              <li>
                <Link to="/places" search={{ ownerId: member.id }}>
                  {t('members.leaving.places', { count: member.places })}
                </Link>
              </li>
            )}
            {open > 0 && (
              <li>
                <Link to="/duties" search={{ ownerId: member.id }}>
                  {t(duties.hasNextPage ? 'members.leaving.dutiesMore' : 'members.leaving.duties', { count: open })}
                </Link>
              </li>
            )}
          </ul>
        ) : (
          <p className={styles.quiet}>{t('members.leaving.nothing')}</p>
        )}
      </Field>
      <Field
        label={t('members.leaving.successor')}
        problem={asked && holding && successorId === null ? t('members.leaving.needed') : null}
      >
        <PersonSelect
          label={t('members.leaving.successor')}
          value={successorId}
          onChange={setSuccessorId}
          roles={policeRoles}
          except={member.id}
          placeholder={holding ? t('members.leaving.needed') : t('members.leaving.noSuccessor')}
        />
      </Field>
      <Field label={t('members.leaving.day')} hint={t('members.leaving.dayHint')}>
        <DayField label={t('members.leaving.day')} value={leftOn} onChange={setLeftOn} />
      </Field>
    </EntryDialog>
  )
}
