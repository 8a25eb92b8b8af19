import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../../ui/keyboard/keyboard.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { checklistsQuery } from '../../api/checklists.ts'
import type { Outsider, PlanCheck } from '../../api/checks.ts'
import { queryClient } from '../../api/query-client.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { PeopleField } from '../../fields/people-field.tsx'
import type { ChosenPlace } from '../../fields/place-field.tsx'
import { Problem } from '../../shell/problem.tsx'
import styles from './checks.module.css'
import { OutsidersField } from './outsiders-field.tsx'
import { PlacesField } from './places-field.tsx'

/** A plan as the form opens with it. */
export type FirstPlan = {
  readonly title: string
  readonly plannedOn: string
  readonly checklistId: string | null
  readonly places: readonly ChosenPlace[]
  readonly memberIds: readonly string[]
  readonly outsiders: readonly Outsider[]
}

type Props = {
  readonly heading: string
  readonly first: FirstPlan
  readonly save: (plan: PlanCheck) => Promise<unknown>
  readonly saveText: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** What is looked at, where, by which checklist, and who goes. */
export function PlanForm({ heading, first, save, saveText, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const [title, setTitle] = useState(first.title)
  const [plannedOn, setDay] = useState<string | null>(first.plannedOn)
  const [chosenList, setChecklist] = useState<string | null>(first.checklistId)
  const [places, setPlaces] = useState<readonly ChosenPlace[]>(first.places)
  const [memberIds, setMembers] = useState<readonly string[]>(first.memberIds)
  const [outsiders, setOutsiders] = useState<readonly Outsider[]>(first.outsiders)
  const [tried, setTried] = useState(false)
  const lists = useInfiniteQuery(checklistsQuery)
  const rows = lists.data?.pages.flatMap((page) => page.rows) ?? []
  const checklistId = chosenList ?? (rows.length === 1 ? (rows[0]?.id ?? null) : null)
  useKeys([{ keys: 'Escape', label: t('words.cancel'), run: onClose }])
  const planning = useMutation({
    mutationFn: save,
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['check'] })
      onDone()
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
      <PageHeader title={heading} />
      <form className={styles.form} onSubmit={submitted} noValidate aria-label={heading}>
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
        {planning.error && <Problem of={planning.error} />}
        <div className={styles.actions}>
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            loading={planning.isPending}
            className={styles.main ?? ''}
          >
            {planning.isPending ? t('checks.form.saving') : saveText}
          </Button>
          <Button size="large" onClick={onClose}>
            {t('words.cancel')}
          </Button>
        </div>
      </form>
    </>
  )
}
