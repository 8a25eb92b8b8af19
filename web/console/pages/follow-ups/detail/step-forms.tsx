import { type Post, posts } from '@sifang/domain/follow-ups'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../../ui/civil-time.ts'
import { useStationTime } from '../../../../ui/station-time.tsx'
import { ChoiceCards } from '../../../fields/choice-cards.tsx'
import { DayField } from '../../../fields/day-field.tsx'
import { Field } from '../../../fields/field.tsx'
import { OwnerField } from '../owner-field.tsx'
import { idOf, useAskerName } from './asker-name.ts'
import styles from './detail.module.css'
import { type FormProps, StepFrame, sendStep } from './step-dialog.tsx'

const steps = ['cadre-contacted', 'on-the-scene', 'other'] as const

/** 记录进展: how far it is, and what was done. */
export function WorkForm(props: FormProps) {
  const { t } = useTranslation()
  const { followUp } = props
  const [step, setStep] = useState<(typeof steps)[number]>(followUp.state === 'working' ? 'other' : 'cadre-contacted')
  const said = useWords(step === 'other')
  return (
    <StepFrame
      {...props}
      kind="worked"
      ready={!said.missing}
      onAsked={said.ask}
      send={sendStep(followUp, { kind: 'worked', step }, said.words)}
    >
      <Field label={t('followUps.form.step')} group>
        <ChoiceCards
          dense
          label={t('followUps.form.step')}
          choices={steps.map((one) => ({ value: one, label: t(`followUps.entries.steps.${one}`) }))}
          value={step}
          onChange={setStep}
        />
      </Field>
      <Words said={said} label={t('followUps.form.workedWords')} autoFocus />
    </StepFrame>
  )
}

/** 移交 to another member. */
export function TransferForm(props: FormProps) {
  const { t } = useTranslation()
  const { followUp } = props
  const [ownerId, setOwnerId] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const said = useWords(false)
  return (
    <StepFrame
      {...props}
      kind="transferred"
      ready={ownerId !== null}
      onAsked={() => setAsked(true)}
      send={sendStep(followUp, { kind: 'transferred', ownerId: ownerId ?? '' }, said.words)}
    >
      <Field
        label={t('followUps.form.owner')}
        problem={asked && ownerId === null ? t('followUps.form.needed.owner') : undefined}
      >
        <OwnerField
          autoFocus
          label={t('followUps.form.owner')}
          without={followUp.owner?.id}
          value={ownerId}
          onChange={setOwnerId}
        />
      </Field>
      <Words said={said} label={t('followUps.form.words')} />
    </StepFrame>
  )
}

/** 提级 to a post: whoever holds it now. */
export function EscalateForm(props: FormProps) {
  const { t } = useTranslation()
  const { followUp } = props
  const offered: readonly Post[] = followUp.urgency === 'urgent' ? posts.slice(1) : posts
  const likely = followUp.clocks.flatMap(({ outcome }) => (outcome.kind === 'escalates' ? [outcome.post] : []))[0]
  const [post, setPost] = useState<Post>(likely ?? 'chief')
  const said = useWords(false)
  return (
    <StepFrame {...props} kind="escalated" ready send={sendStep(followUp, { kind: 'escalated', post }, said.words)}>
      <Field label={t('followUps.form.post')} group>
        <ChoiceCards
          dense
          label={t('followUps.form.post')}
          choices={offered.map((one) => ({ value: one, label: t(`followUps.posts.${one}`) }))}
          value={post}
          onChange={setPost}
        />
      </Field>
      <Words said={said} label={t('followUps.form.words')} autoFocus />
    </StepFrame>
  )
}

/** The chief promises it for a date. */
export function PromiseForm(props: FormProps) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const { followUp } = props
  const [settleBy, setSettleBy] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const said = useWords(false)
  return (
    <StepFrame
      {...props}
      kind="promised"
      ready={settleBy !== null}
      onAsked={() => setAsked(true)}
      send={sendStep(followUp, { kind: 'promised', settleBy: settleBy ?? '' }, said.words)}
    >
      <Field
        label={t('followUps.form.settleBy')}
        problem={asked && settleBy === null ? t('followUps.form.needed.settleBy') : undefined}
      >
        <DayField
          label={t('followUps.form.settleBy')}
          value={settleBy}
          min={isoDay(now(), timeZone)}
          onChange={setSettleBy}
        />
      </Field>
      <Words said={said} label={t('followUps.form.words')} />
    </StepFrame>
  )
}

/** 办结 with what came of it, in a sentence that can be read aloud. */
export function SettleForm(props: FormProps) {
  const { t } = useTranslation()
  const said = useWords(true)
  return (
    <StepFrame
      {...props}
      kind="settled"
      ready={!said.missing}
      onAsked={said.ask}
      send={sendStep(props.followUp, { kind: 'settled' }, said.words)}
    >
      <Words said={said} label={t('followUps.form.result')} hint={t('followUps.form.resultHint')} autoFocus />
    </StepFrame>
  )
}

/** 反馈: whom, and what they were told. */
export function TellForm(props: FormProps) {
  const { t } = useTranslation()
  const { followUp } = props
  const who = useWho(followUp.toTell.length > 0 ? followUp.toTell : followUp.askers)
  const said = useWords(true)
  return (
    <StepFrame
      {...props}
      kind="told"
      ready={!said.missing && who.id !== null}
      onAsked={said.ask}
      send={sendStep(followUp, { kind: 'told', to: who.id ?? '' }, said.words)}
    >
      <Who who={who} label={t('followUps.form.toldTo')} />
      <Words said={said} label={t('followUps.form.told')} hint={t('followUps.form.resultHint')} autoFocus />
    </StepFrame>
  )
}

/** The word of those who asked, or of police who open it again. */
export function SayForm({ kind, ...props }: FormProps & { readonly kind: 'confirmed' | 'unhappy' | 'reopened' }) {
  const { t } = useTranslation()
  const { followUp } = props
  const who = useWho(followUp.askers)
  const said = useWords(kind === 'reopened')
  const from = who.id ?? ''
  return (
    <StepFrame
      {...props}
      kind={kind}
      ready={!said.missing && (kind === 'reopened' || who.id !== null)}
      onAsked={said.ask}
      send={sendStep(followUp, kind === 'reopened' ? { kind } : { kind, from }, said.words)}
    >
      {kind !== 'reopened' && <Who who={who} label={t('followUps.form.from')} />}
      <Words said={said} label={t(kind === 'confirmed' ? 'followUps.form.words' : 'followUps.form.reason')} autoFocus />
    </StepFrame>
  )
}

function useWords(needed: boolean) {
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState(false)
  const missing = needed && words.trim().length < 2
  return { words, setWords, needed, missing, asked, ask: () => setAsked(true) }
}

type WordsProps = {
  readonly said: ReturnType<typeof useWords>
  readonly label: string
  readonly hint?: string
  readonly autoFocus?: boolean
}

function Words({ said, label, hint, autoFocus = false }: WordsProps) {
  const { t } = useTranslation()
  return (
    <Field
      label={label}
      {...(said.needed ? {} : { optional: t('fields.optional') })}
      hint={hint ?? t('followUps.form.sealed')}
      problem={said.asked && said.missing ? t('followUps.form.needed.words') : undefined}
    >
      <Input.TextArea
        autoFocus={autoFocus}
        aria-label={label}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
        value={said.words}
        onChange={(event) => said.setWords(event.target.value)}
      />
    </Field>
  )
}

function useWho(offered: FormProps['followUp']['askers']) {
  // several who reported and are not named here are one to choose
  const ids = [...new Set(offered.map(idOf))]
  const [chosen, setChosen] = useState<string | null>(ids[0] ?? null)
  return { offered: ids.flatMap((id) => offered.find((one) => idOf(one) === id) ?? []), id: chosen, setId: setChosen }
}

function Who({ who, label }: { readonly who: ReturnType<typeof useWho>; readonly label: string }) {
  const nameOf = useAskerName()
  return (
    <Field label={label} group>
      <Radio.Group
        className={styles.choices ?? ''}
        aria-label={label}
        value={who.id}
        onChange={(event) => who.setId(String(event.target.value))}
        options={who.offered.map((one) => ({ value: idOf(one), label: nameOf(one) }))}
      />
    </Field>
  )
}
