import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Pane } from '../../../ui/pane.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { useMay } from '../../api/me.ts'
import { changeTeam, createTeam, type Team, teamsQuery } from '../../api/members.ts'
import { Field } from '../../fields/field.tsx'
import { PeopleField } from '../../fields/people-field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import styles from './members.module.css'

type Open = { readonly kind: 'new' } | { readonly kind: 'edit' | 'disband'; readonly team: Team }

/** Members who go together. */
export function Teams() {
  const { t } = useTranslation()
  const may = useMay('roster.write') !== null
  const { data, error, isPending, refetch } = useQuery(teamsQuery)
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const create = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ kind: 'new' })}>
      {t('members.team.new')}
    </Button>
  )
  return (
    <Pane>
      {error && <Problem of={error} onRetry={() => void refetch()} />}
      {isPending && !error && <WaitingRows rows={4} />}
      {data?.rows.length === 0 && (
        <EmptyState title={t('members.team.empty.title')} hint={t('members.team.empty.hint')} action={create} />
      )}
      {data && data.rows.length > 0 && (
        <>
          {create && <div className={`${styles.actions} screen-only`}>{create}</div>}
          <ul className={styles.cards}>
            {data.rows.map((team) => (
              <li key={team.id} className={styles.card}>
                <h2>{team.name}</h2>
                <p>
                  {team.members
                    .map(({ name, role }) => t('visits.detail.member', { name, role: t(`words.role.${role}`) }))
                    .join(t('words.listComma'))}
                </p>
                {may && (
                  <p className={styles.actions}>
                    <Button size="small" onClick={() => setOpen({ kind: 'edit', team })}>
                      {t('members.team.edit')}
                    </Button>
                    <Button size="small" type="text" onClick={() => setOpen({ kind: 'disband', team })}>
                      {t('members.team.disband')}
                    </Button>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {open && open.kind !== 'disband' && <TeamDialog team={open.kind === 'edit' ? open.team : null} onClose={close} />}
      {open?.kind === 'disband' && (
        <EntryDialog
          title={t('members.team.disbandTitle', { name: open.team.name })}
          saveLabel={t('members.team.disband')}
          stays={t('members.team.disbandStays')}
          danger
          ready
          send={(entryId) => changeTeam(open.team.id, entryId, { basedOn: open.team.version, disbanded: true })}
          onClose={close}
        />
      )}
    </Pane>
  )
}

function TeamDialog({ team, onClose }: { readonly team: Team | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState(team?.name ?? '')
  const [ids, setIds] = useState<readonly string[]>(team?.members.map(({ id }) => id) ?? [])
  const [asked, setAsked] = useState(false)
  return (
    <EntryDialog
      title={team ? team.name : t('members.team.new')}
      saveLabel={t('members.team.save')}
      ready={name.trim() !== '' && ids.length > 0}
      onAsked={() => setAsked(true)}
      send={(entryId) =>
        team
          ? changeTeam(team.id, entryId, { basedOn: team.version, name: name.trim(), memberIds: ids })
          : createTeam(entryId, { name: name.trim(), memberIds: ids })
      }
      onClose={onClose}
    >
      <Field label={t('members.team.name')} problem={asked && name.trim() === '' ? t('members.team.nameNeeded') : null}>
        <Input
          autoFocus
          aria-label={t('members.team.name')}
          maxLength={30}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field
        label={t('members.team.people')}
        problem={asked && ids.length === 0 ? t('members.team.peopleNeeded') : null}
      >
        <PeopleField label={t('members.team.people')} value={ids} onChange={setIds} />
      </Field>
    </EntryDialog>
  )
}
