import { newId } from '@sifang/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStationTime } from '../../../ui/station-time.tsx'
import { TierMark, TierShape } from '../../../ui/tier-mark.tsx'
import { placeInShort } from '../../api/place-search.ts'
import { proposeTier } from '../../api/tiers.ts'
import { type Tier, tiers } from '../../api/today.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { civilOf, shiftDay } from '../../fields/civil-moment.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Field } from '../../fields/field.tsx'
import { type ChosenPlace, PlaceField } from '../../fields/place-field.tsx'
import { Problem } from '../../shell/problem.tsx'
import styles from './tiers.module.css'

const usualDays = 30
const months = [1, 3, 6] as const

/** Another tier for a place, with a reason and a last day; somebody else decides. */
export function ProposeTier({
  placeId,
  onClose,
}: {
  readonly placeId: string | undefined
  readonly onClose: () => void
}) {
  const { t } = useTranslation(['console', 'ui'])
  const { message } = App.useApp()
  const { timeZone, now } = useStationTime()
  const today = civilOf(now(), timeZone).day
  const [id] = useState(newId)
  const [typed, setTyped] = useState<ChosenPlace | null>(null)
  const [tier, setTier] = useState<Tier | null>(null)
  const [reason, setReason] = useState('')
  const [lastDay, setLastDay] = useState<string | null>(shiftDay(today, usualDays))
  const [tried, setTried] = useState(false)
  const given = useQuery({ ...placeInShort(placeId ?? ''), enabled: placeId !== undefined })
  const place = typed ?? given.data ?? null
  const proposing = useMutation({
    mutationFn: (of: { placeId: string; tier: Tier; lastDay: string }) =>
      proposeTier(id, { ...of, reason: reason.trim() }),
    onSuccess: () => {
      void message.success(t('tiers.form.done'))
      onClose()
    },
  })
  const enough = reason.trim().length >= 2
  const same = tier !== null && tier === place?.tier
  const save = () => {
    setTried(true)
    if (place && tier && lastDay && enough && !same) proposing.mutate({ placeId: place.id, tier, lastDay })
  }
  const needed = (what: 'place' | 'tier' | 'reason' | 'lastDay', missing: boolean) =>
    tried && missing ? t(`tiers.form.needed.${what}`) : undefined

  return (
    <Modal
      open
      title={t('tiers.form.title')}
      onCancel={onClose}
      okText={t('tiers.form.save')}
      cancelText={t('words.cancel')}
      okButtonProps={{ loading: proposing.isPending }}
      onOk={save}
      width={560}
    >
      <div className={styles.form}>
        <Field label={t('tiers.form.place')} problem={needed('place', place === null)}>
          <PlaceField
            label={t('tiers.form.place')}
            autoFocus={placeId === undefined}
            withTier
            value={place}
            onChange={setTyped}
          />
          {place && (
            <p className={styles.now}>
              {t('tiers.form.now')} <TierMark tier={place.tier} long />
            </p>
          )}
        </Field>
        <Field label={t('tiers.form.tier')} problem={same ? t('tiers.form.same') : needed('tier', tier === null)} group>
          <ChoiceCards
            label={t('tiers.form.tier')}
            choices={tiers.map((one) => ({
              value: one,
              label: (
                <span className={styles[one]}>
                  <TierShape tier={one} size={12} /> {t(`ui:tier.${one}`)}
                </span>
              ),
              hint: t(`ui:tier.${one}Long`),
            }))}
            value={tier ?? undefined}
            onChange={setTier}
          />
        </Field>
        <Field label={t('tiers.form.reason')} hint={t('tiers.form.reasonHint')} problem={needed('reason', !enough)}>
          <Input.TextArea
            aria-label={t('tiers.form.reason')}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <Field
          label={t('tiers.form.lastDay')}
          hint={t('tiers.form.lastDayHint')}
          problem={needed('lastDay', lastDay === null)}
          group
        >
          <div className={styles.actions}>
            <DayField label={t('tiers.form.lastDay')} value={lastDay} min={today} onChange={setLastDay} />
            {months.map((count) => (
              <Button key={count} onClick={() => setLastDay(shiftDay(today, count * usualDays))}>
                {t('tiers.form.month', { count })}
              </Button>
            ))}
          </div>
        </Field>
        <p className={styles.hint}>{t('tiers.form.next')}</p>
        {given.error && <Problem of={given.error} />}
        {proposing.error && <Problem of={proposing.error} />}
      </div>
    </Modal>
  )
}
