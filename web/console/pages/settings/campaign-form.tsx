import { newId } from '@sifang/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import { type Ask, addCampaign, type Campaign } from '../../api/policies.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { AskFields } from './ask-fields.tsx'
import { usePlaceKindChoices } from './place-kind-choices.ts'
import { settingsRoute } from './route.ts'
import styles from './settings.module.css'

/** A campaign: its days, the kinds that are checked, and what to check. */
export function CampaignForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = settingsRoute.useNavigate()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const kinds = usePlaceKindChoices()
  const [id] = useState(newId)
  const [name, setName] = useState('')
  const [placeKinds, setPlaceKinds] = useState<Campaign['placeKinds']>([])
  const [firstDay, setFirstDay] = useState<string | null>(null)
  const [lastDay, setLastDay] = useState<string | null>(null)
  const [ask, setAsk] = useState<Ask>({ visits: 1, visitKinds: [], presentRoles: [] })
  const [checklist, setChecklist] = useState('')
  const [tried, setTried] = useState(false)
  const daysRight = firstDay !== null && lastDay !== null && firstDay <= lastDay
  const adding = useMutation({
    mutationFn: (days: { firstDay: string; lastDay: string }) =>
      addCampaign(id, {
        ...days,
        ...ask,
        name: name.trim(),
        placeKinds,
        ...(checklist.trim() === '' ? {} : { checklist: checklist.trim() }),
      }),
    onSuccess: ({ judgingId }) => {
      void client.invalidateQueries({ queryKey: ['policy'] })
      void navigate({ search: (search) => ({ ...search, judging: judgingId }), replace: true })
      onClose()
    },
  })
  const save = () => {
    setTried(true)
    if (name.trim() === '' || placeKinds.length === 0 || firstDay === null || lastDay === null || !daysRight) return
    adding.mutate({ firstDay, lastDay })
  }
  return (
    <Modal
      open
      width={600}
      title={t('settings.form.campaignTitle')}
      okText={t('settings.form.save')}
      cancelText={t('words.cancel')}
      okButtonProps={{ loading: adding.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      <div className={styles.form}>
        <Field
          label={t('settings.form.name')}
          problem={tried && name.trim() === '' ? t('settings.form.needed.name') : undefined}
        >
          <Input
            autoFocus
            aria-label={t('settings.form.name')}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field
          label={t('settings.form.placeKinds')}
          hint={t('settings.form.placeKindsHint')}
          problem={tried && placeKinds.length === 0 ? t('settings.form.needed.placeKinds') : undefined}
        >
          <Select
            mode="multiple"
            style={{ width: '100%' }}
            aria-label={t('settings.form.placeKinds')}
            showSearch={{ optionFilterProp: 'label' }}
            value={[...placeKinds]}
            onChange={(chosen) => setPlaceKinds(chosen)}
            options={[...kinds]}
          />
        </Field>
        <Field
          label={`${t('settings.form.firstDay')} – ${t('settings.form.lastDay')}`}
          problem={tried && !daysRight ? t('settings.form.needed.days') : undefined}
          group
        >
          <div className={styles.days}>
            <DayField label={t('settings.form.firstDay')} value={firstDay} min={today} onChange={setFirstDay} />
            <span aria-hidden="true">–</span>
            <DayField
              label={t('settings.form.lastDay')}
              value={lastDay}
              min={firstDay ?? today}
              onChange={setLastDay}
            />
          </div>
        </Field>
        <AskFields campaign value={ask} onChange={(part) => setAsk((known) => ({ ...known, ...part }))} />
        <Field
          label={t('settings.form.checklist')}
          optional={t('fields.optional')}
          hint={t('settings.form.checklistHint')}
        >
          <Input.TextArea
            aria-label={t('settings.form.checklist')}
            autoSize={{ minRows: 3, maxRows: 12 }}
            maxLength={4000}
            value={checklist}
            onChange={(event) => setChecklist(event.target.value)}
          />
        </Field>
        {adding.error && <Problem of={adding.error} />}
      </div>
    </Modal>
  )
}
