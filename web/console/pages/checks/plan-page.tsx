import { newId } from '@sifang/client'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useKeys } from '../../../ui/keyboard/keyboard.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { checklistsQuery } from '../../api/checklists.ts'
import { type Outsider, type PlanCheck, planCheck } from '../../api/checks.ts'
import { useMe } from '../../api/me.ts'
import { placeInShort } from '../../api/place-search.ts'
import { queryClient } from '../../api/query-client.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { PeopleField } from '../../fields/people-field.tsx'
import type { ChosenPlace } from '../../fields/place-field.tsx'
import { Problem } from '../../shell/problem.tsx'
import styles from './checks.module.css'
import { OutsidersField } from './outsiders-field.tsx'
import { PlacesField } from './places-field.tsx'

type Props = {
  readonly placeId: string | undefined
  readonly onClose: () => void
  readonly onDone: (id: string) => void
}

/** What is looked at, where, by which checklist, and who goes. */
export function PlanPage({ placeId, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { member } = useMe()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const [id] = useState(newId)
  const [title, setTitle] = useState('')
  const [plannedOn, setDay] = useState<string | null>(today)
  const [chosenList, setChecklist] = useState<string | null>(null)
  const [typedPlaces, setPlaces] = useState<readonly ChosenPlace[] | null>(null)
  const [memberIds, setMembers] = useState<readonly string[]>([member.id])
  const [outsiders, setOutsiders] = useState<readonly Outsider[]>([])
  const [tried, setTried] = useState(false)
  const lists = useInfiniteQuery(checklistsQuery)
  const rows = lists.data?.pages.flatMap((page) => page.rows) ?? []
  const given = useQuery({ ...placeInShort(placeId ?? ''), enabled: placeId !== undefined })
  const places = typedPlaces ?? (given.data ? [given.data] : [])
  const checklistId = chosenList ?? (rows.length === 1 ? (rows[0]?.id ?? null) : null)
  useKeys([{ keys: 'Escape', label: t('words.cancel'), run: onClose }])
  const planning = useMutation({
    mutationFn: (plan: PlanCheck) => planCheck(id, plan),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['check'] })
      onDone(id)
    },
  })
  const needed = (what: 'theme' | 'day' | 'checklist' | 'places' | 'members', missing: boolean) =>
    tried && missing ? t(`checks.form.needed.${what}`) : undefined
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const nameless = outsiders.some(({ name }) => name.trim() === '')
    if (title.trim() === '' || !plannedOn || !checklistId || places.length === 0 || memberIds.length === 0) return
    if (nameless || planning.isPending) return
    planning.mutate({
      title: title.trim(),
      plannedOn,
      checklistId,
      placeIds: places.map((place) => place.id),
      memberIds: [...memberIds],
      outsiders: [...outsiders],
    })
  }
  return (
    <>
      <PageHeader title={t('checks.plan')} />
      <form className={styles.form} onSubmit={submitted} noValidate aria-label={t('checks.plan')}>
        <Field
          label={t('checks.form.theme')}
          hint={t('checks.form.themeHint')}
          problem={needed('theme', title.trim() === '')}
        >
          <Input
            autoFocus
            size="large"
            aria-label={t('checks.form.theme')}
            maxLength={80}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </Field>
        <Field label={t('checks.form.day')} problem={needed('day', !plannedOn)}>
          <DayField label={t('checks.form.day')} value={plannedOn} onChange={setDay} />
        </Field>
        <Field
          label={t('checks.form.checklist')}
          problem={needed('checklist', !checklistId)}
          hint={
            lists.data && rows.length === 0 ? <Link to="/checklists">{t('checks.form.noChecklist')}</Link> : undefined
          }
        >
          <Select
            size="large"
            style={{ width: '100%' }}
            aria-label={t('checks.form.checklist')}
            showSearch={{ optionFilterProp: 'label' }}
            value={checklistId}
            onChange={(chosen) => setChecklist(chosen)}
            loading={lists.isPending}
            options={rows.map((row) => ({ value: row.id, label: row.title }))}
          />
        </Field>
        <Field
          label={t('checks.form.places')}
          hint={t('checks.form.placesHint')}
          problem={needed('places', places.length === 0)}
          group
        >
          <PlacesField value={places} onChange={setPlaces} />
        </Field>
        <Field
          label={t('checks.form.members')}
          hint={t('checks.form.membersHint')}
          problem={needed('members', memberIds.length === 0)}
        >
          <PeopleField label={t('checks.form.members')} size="large" value={memberIds} onChange={setMembers} />
        </Field>
        <Field
          label={t('checks.form.outsiders')}
          optional={t('fields.optional')}
          hint={t('checks.form.outsidersHint')}
          group
        >
          <OutsidersField value={outsiders} onChange={setOutsiders} tried={tried} />
        </Field>
        {given.error && <Problem of={given.error} />}
        {planning.error && <Problem of={planning.error} />}
        <div className={styles.actions}>
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            loading={planning.isPending}
            className={styles.main ?? ''}
          >
            {t(planning.isPending ? 'checks.form.saving' : 'checks.form.save')}
          </Button>
          <Button size="large" onClick={onClose}>
            {t('words.cancel')}
          </Button>
        </div>
      </form>
    </>
  )
}
