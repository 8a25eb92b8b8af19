import { newId } from '@sifang/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type Ask, addKindLine, type CalendarPeriod, calendarPeriods, policiesQuery } from '../../api/policies.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { shiftDay } from '../../fields/civil-moment.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { AskFields } from './ask-fields.tsx'
import { type RuledKind, usePlaceKindChoices } from './place-kind-choices.ts'
import { inForce } from './reigns.ts'
import { settingsRoute } from './route.ts'
import styles from './settings.module.css'
import { FromField } from './version-form.tsx'

/** A rule for one kind of place, which from then on stands in for the tiers' rules there. */
export function KindLineForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = settingsRoute.useNavigate()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const kinds = usePlaceKindChoices()
  const policies = useQuery(policiesQuery)
  const [id] = useState(newId)
  const [kind, setKind] = useState<RuledKind | null>(null)
  const [typedName, setName] = useState<string | null>(null)
  const [period, setPeriod] = useState<CalendarPeriod>('month')
  const [ask, setAsk] = useState<Ask>({ visits: 1, visitKinds: [], presentRoles: [] })
  const [from, setFrom] = useState<string | null>(shiftDay(today, 1))
  const [tried, setTried] = useState(false)
  // a kind that has a rule already gets a new version of it
  const ruled = new Set(
    (policies.data?.lines ?? []).flatMap((line) => {
      const { now: holds, next } = inForce(line, today)
      const runs = holds?.version.ended === false || next?.version.ended === false
      return line.target.kind === 'place-kind' && runs ? [line.target.placeKind] : []
    }),
  )
  const usual =
    kind === null
      ? ''
      : t('settings.form.kindName', {
          kind: kinds.find(({ value }) => value === kind)?.label ?? '',
          period: t(`words.period.${period}`),
        })
  const name = typedName ?? usual
  const adding = useMutation({
    mutationFn: (of: { placeKind: RuledKind; effectiveFrom: string }) =>
      addKindLine(id, { ...of, ...ask, period, name: name.trim() || usual }),
    onSuccess: ({ judgingId }) => {
      void client.invalidateQueries({ queryKey: ['policy'] })
      void navigate({ search: (search) => ({ ...search, judging: judgingId }), replace: true })
      onClose()
    },
  })
  return (
    <Modal
      open
      width={600}
      title={t('settings.form.kindTitle')}
      okText={t('settings.form.save')}
      cancelText={t('words.cancel')}
      okButtonProps={{ loading: adding.isPending }}
      onOk={() => {
        setTried(true)
        if (kind !== null && from !== null) adding.mutate({ placeKind: kind, effectiveFrom: from })
      }}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <Field
          label={t('settings.form.placeKind')}
          problem={tried && kind === null ? t('settings.form.needed.placeKind') : undefined}
        >
          <Select
            style={{ width: '100%' }}
            autoFocus
            aria-label={t('settings.form.placeKind')}
            placeholder={t('settings.form.placeKind')}
            showSearch={{ optionFilterProp: 'label' }}
            value={kind}
            onChange={setKind}
            options={kinds.filter(({ value }) => !ruled.has(value))}
          />
        </Field>
        <Field label={t('settings.form.period')} group>
          <ChoiceCards
            label={t('settings.form.period')}
            choices={calendarPeriods.map((one) => ({ value: one, label: t(`words.period.${one}`) }))}
            value={period}
            onChange={setPeriod}
          />
        </Field>
        <AskFields value={ask} onChange={(part) => setAsk((known) => ({ ...known, ...part }))} />
        <Field label={t('settings.form.name')}>
          <Input
            aria-label={t('settings.form.name')}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <FromField value={from} onChange={setFrom} today={today} line={null} tried={tried} />
        {adding.error && <Problem of={adding.error} />}
      </div>
    </Modal>
  )
}
