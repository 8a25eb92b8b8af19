import { newId } from '@sifang/client'
import { isPuncture } from '@sifang/domain/incidents'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../../ui/keyboard/keyboard.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import {
  type IncidentSource,
  incidentSources,
  lineChoices,
  type ReportIncident,
  reportIncident,
  type Where,
} from '../../api/incidents.ts'
import { diggingsQuery } from '../../api/lines.ts'
import { placeInShort } from '../../api/place-search.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { civilOf, instantOf } from '../../fields/civil-moment.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { TimeField } from '../../fields/time-field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { type CategoryChoice, categoryGroups, useCategories } from './category-words.ts'
import { DiggingNotice } from './digging-notice.tsx'
import { EmergencyLine } from './incident-parts.tsx'
import styles from './incidents.module.css'
import { emptyWhere, type WhereDraft, WhereField, whereOf } from './where-field.tsx'

type Props = {
  readonly placeId: string | undefined
  readonly onClose: () => void
  readonly onDone: (id: string) => void
}

/** What, when, where, how it became known. Ctrl+Enter reports from anywhere. */
export function ReportPage({ placeId, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { timeZone, now } = useStationTime()
  const [id] = useState(newId)
  const [category, setCategory] = useState<string | null>(null)
  const [at, setAt] = useState(() => civilOf(now(), timeZone))
  const [typedWhere, setWhere] = useState<WhereDraft>(emptyWhere)
  const inUse = useCategories().filter((one) => one.inUse)
  const [source, setSource] = useState<IncidentSource | null>(null)
  const [summary, setSummary] = useState('')
  const [tried, setTried] = useState(false)
  const given = useQuery({ ...placeInShort(placeId ?? ''), enabled: placeId !== undefined })
  const lines = useQuery(lineChoices)
  const where = typedWhere.touched || !given.data ? typedWhere : { ...typedWhere, place: given.data }
  useKeys([{ keys: 'Escape', label: t('words.cancel'), run: onClose }])

  const reporting = useMutation({
    mutationFn: (incident: ReportIncident) => reportIncident(id, incident),
    onSuccess: () => {
      void message.success(t('incidents.form.done'))
      void client.invalidateQueries({ queryKey: ['incident'] })
      onDone(id)
    },
  })
  const occurredAt = instantOf(at, timeZone)
  const future = new Date(occurredAt) > now()
  const lengthKm = lines.data?.rows.find((line) => line.id === where.lineId)?.lengthKm
  const said: Where | null = whereOf(where, lengthKm)
  const ofLine = useQuery({
    ...diggingsQuery(said?.kind === 'line' ? said.lineId : '', at.day),
    enabled: said?.kind === 'line' && category !== null && isPuncture(category),
  })
  const diggings = (ofLine.data?.rows ?? []).filter(
    ({ fromKm, toKm }) => said?.kind === 'line' && fromKm <= said.km && said.km <= toKm,
  )

  const save = () => {
    setTried(true)
    if (category === null || source === null || said === null || future || reporting.isPending) return
    const told = summary.trim()
    reporting.mutate({ category, source, occurredAt, where: said, ...(told === '' ? {} : { summary: told }) })
  }
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    save()
  }

  return (
    <>
      <PageHeader title={t('incidents.report')}>
        <EmergencyLine />
      </PageHeader>
      <form className={styles.form} onSubmit={submitted} onKeyDown={pressed} noValidate>
        <Field
          label={t('incidents.form.category')}
          problem={tried && category === null ? t('incidents.form.needed.category') : undefined}
          group
        >
          {groupsOf(inUse).map(({ group, choices }) => (
            <div key={group} className={styles.group}>
              <span className={styles.hint}>{t(`incidents.form.${group}`)}</span>
              <ChoiceCards
                dense
                label={t(`incidents.form.${group}`)}
                choices={choices}
                value={choices.find(({ value }) => value === category)?.value}
                onChange={setCategory}
              />
            </div>
          ))}
        </Field>
        <Field
          label={t('incidents.form.when')}
          problem={tried && future ? t('incidents.form.needed.future') : undefined}
          group
        >
          <div className={styles.moment}>
            <DayField
              label={t('incidents.form.day')}
              value={at.day}
              max={civilOf(now(), timeZone).day}
              onChange={(day) => day !== null && setAt({ ...at, day })}
            />
            <TimeField label={t('incidents.form.time')} value={at.time} onChange={(time) => setAt({ ...at, time })} />
          </div>
        </Field>
        <WhereField value={where} onChange={setWhere} tried={tried && said === null} />
        <DiggingNotice diggings={diggings} />
        <Field
          label={t('incidents.form.source')}
          problem={tried && source === null ? t('incidents.form.needed.source') : undefined}
          group
        >
          <ChoiceCards
            dense
            label={t('incidents.form.source')}
            choices={incidentSources.map((one) => ({ value: one, label: t(`incidents.sources.${one}`) }))}
            value={source ?? undefined}
            onChange={setSource}
          />
        </Field>
        <Field
          label={t('incidents.form.summary')}
          optional={t('fields.optional')}
          hint={t('incidents.form.summaryHint')}
        >
          <Input.TextArea
            aria-label={t('incidents.form.summary')}
            autoSize={{ minRows: 3, maxRows: 10 }}
            maxLength={1000}
            value={summary}
            onChange={(event) => setSummary(event.target.value)}
          />
        </Field>
        {given.error && <Problem of={given.error} />}
        {reporting.error && <Problem of={reporting.error} />}
        <div className={styles.submit}>
          <Button type="primary" size="large" htmlType="submit" loading={reporting.isPending}>
            {t(reporting.isPending ? 'incidents.form.saving' : 'incidents.form.save')}
          </Button>
          <Button size="large" onClick={onClose}>
            {t('words.cancel')}
          </Button>
          <span className={styles.hint}>{t('incidents.form.next')}</span>
        </div>
      </form>
    </>
  )
}

/** Those in use by group, the station's own last; a group of which nothing is in use is left out. */
function groupsOf(inUse: readonly CategoryChoice[]) {
  const choice = ({ id, label }: CategoryChoice) => ({ value: id, label })
  const known = categoryGroups.map(({ group, categories }) => ({
    group,
    choices: inUse.filter(({ id }) => categories.some((one) => one === id)).map(choice),
  }))
  const own = { group: 'own' as const, choices: inUse.filter((one) => one.own !== null).map(choice) }
  return [...known, own].filter(({ choices }) => choices.length > 0)
}
