import { findingKinds, findingTopics, mayEnterKind, type Topic } from '@sifang/domain/findings'
import { placeKinds } from '@sifang/domain/places/kinds'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type ClipboardEvent, type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStationTime } from '../../../../ui/station-time.tsx'
import { maxAttachmentBytes } from '../../../api/attachments.ts'
import { enterFinding, type FindingEntered, type NewFinding } from '../../../api/findings.ts'
import { useMe } from '../../../api/me.ts'
import { ChoiceCards } from '../../../fields/choice-cards.tsx'
import { Field } from '../../../fields/field.tsx'
import { PlaceField } from '../../../fields/place-field.tsx'
import { Problem } from '../../../shell/problem.tsx'
import { usePlaceKind } from '../../place/place-kind.ts'
import { asksName, asksPlaceKind, commandOf, type Intake, type Missing, missingOf, topicOf } from './command.ts'
import type { Draft } from './draft.ts'
import { FilesField, mostFiles } from './files-field.tsx'
import styles from './intake.module.css'
import { WhoField } from './who-field.tsx'

type Props = {
  readonly draft: Draft
  readonly intake: Intake
  readonly placeGiven: boolean
  readonly files: readonly File[]
  readonly onFiles: (files: readonly File[]) => void
  readonly onChange: (part: Partial<Draft>) => void
  readonly onFill: (part: Partial<Draft>) => void
  readonly onCancel: () => void
  readonly onEntered: (reply: FindingEntered) => void
}

/** What was said, by whom, where, which kind, how urgent. Ctrl+Enter sends from anywhere. */
export function IntakeForm(props: Props) {
  const { draft, intake, placeGiven, files, onFiles, onChange, onFill, onCancel, onEntered } = props
  const { t } = useTranslation()
  const { member } = useMe()
  const { now } = useStationTime()
  const client = useQueryClient()
  const kindName = usePlaceKind()
  const [tried, setTried] = useState(false)
  const sending = useMutation({
    mutationFn: (finding: NewFinding) => enterFinding(draft.id, finding),
    onSuccess: (reply) => {
      void client.invalidateQueries({ queryKey: ['follow-up'] })
      onEntered(reply)
    },
  })
  const missing = tried ? missingOf(draft, intake) : []
  const needed = (what: Missing) => (missing.includes(what) ? t(`findings.intake.needed.${what}`) : undefined)
  const kinds = findingKinds.filter((kind) => mayEnterKind(member.role, kind))
  const own = intake.kind === 'own'

  const send = () => {
    setTried(true)
    const at = draft.sentAt ?? now().toISOString()
    const finding = commandOf(draft, intake, at)
    if (finding === null || sending.isPending || files.some(({ size }) => size > maxAttachmentBytes)) return
    if (draft.sentAt === null) onFill({ sentAt: at })
    sending.mutate(finding)
  }
  const submitted = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }

  // a picture or speech from a chat, wherever the cursor is; text goes where it always goes
  const pasted = (event: ClipboardEvent) => {
    const given = [...event.clipboardData.files]
    if (given.length === 0) return
    event.preventDefault()
    onFiles([...files, ...given].slice(0, mostFiles))
  }

  return (
    <form className={styles.form} onSubmit={submitted} onKeyDown={pressed} onPaste={pasted} noValidate>
      <div className={styles.column}>
        <Field
          label={t(own ? 'findings.intake.wordsOwn' : 'findings.intake.words')}
          hint={t('findings.intake.wordsHint')}
          problem={needed('words')}
        >
          <Input.TextArea
            autoFocus
            aria-label={t(own ? 'findings.intake.wordsOwn' : 'findings.intake.words')}
            placeholder={t('findings.intake.wordsPlaceholder')}
            autoSize={{ minRows: 3, maxRows: 10 }}
            maxLength={4000}
            value={draft.words}
            onChange={(event) => onChange({ words: event.target.value })}
          />
        </Field>
        <FilesField files={files} onChange={onFiles} />
        <WhoField draft={draft} intake={intake} needed={needed} onChange={onChange} onFill={onFill} />
        <Field label={t('findings.intake.place')} hint={t('findings.intake.placeHint')} problem={needed('place')}>
          <PlaceField
            size="large"
            label={t('findings.intake.place')}
            value={draft.place}
            onChange={(place) => onChange({ place })}
            {...(placeGiven ? {} : { placeholder: t('fields.placePlaceholder') })}
          />
        </Field>
      </div>
      <div className={styles.column}>
        <Field label={t('findings.intake.kind')} problem={needed('kind')} group>
          <ChoiceCards
            label={t('findings.intake.kind')}
            choices={kinds.map((kind) => ({
              value: kind,
              label: t(`findings.kinds.${kind}`),
              hint: t(`findings.kindHints.${kind}`),
            }))}
            value={draft.kind ?? undefined}
            onChange={(kind) => onChange({ kind })}
          />
        </Field>
        {draft.kind && (
          <Field label={t('findings.intake.topic')} problem={needed('topic')} group>
            <ChoiceCards
              dense
              label={t('findings.intake.topic')}
              choices={findingTopics[draft.kind].map((topic: Topic) => ({
                value: topic,
                label: t(`findings.topics.${topic}`),
              }))}
              value={topicOf(draft) ?? undefined}
              onChange={(topic) => onChange({ topic })}
            />
          </Field>
        )}
        {asksName(draft) && (
          <Field label={t('findings.intake.change.name')} problem={needed('name')}>
            <Input
              aria-label={t('findings.intake.change.name')}
              maxLength={60}
              value={draft.newName}
              onChange={(event) => onChange({ newName: event.target.value })}
            />
          </Field>
        )}
        {asksPlaceKind(draft) && (
          <Field label={t('findings.intake.change.placeKind')} problem={needed('placeKind')}>
            <Select
              style={{ width: '100%' }}
              aria-label={t('findings.intake.change.placeKind')}
              showSearch={{ optionFilterProp: 'label' }}
              value={draft.newKind}
              onChange={(newKind) => onChange({ newKind })}
              options={placeKinds.map(({ kind }) => ({ value: kind, label: kindName(kind) }))}
            />
          </Field>
        )}
        {draft.kind !== 'base-data-change' && (
          <Field label={t('findings.intake.urgency')} group>
            <ChoiceCards
              label={t('findings.intake.urgency')}
              choices={(['ordinary', 'urgent'] as const).map((urgency) => ({
                value: urgency,
                label: t(`findings.urgencies.${urgency}`),
                hint: t(`findings.intake.${urgency}Hint`),
              }))}
              value={draft.urgency}
              onChange={(urgency) => onChange({ urgency })}
            />
          </Field>
        )}
      </div>
      {sending.error && <Problem of={sending.error} />}
      <div className={styles.actions}>
        <Button type="primary" size="large" htmlType="submit" loading={sending.isPending}>
          {t(sending.isPending ? 'findings.intake.sending' : 'findings.intake.send')}
        </Button>
        <Button size="large" onClick={onCancel}>
          {t('words.cancel')}
        </Button>
        <span className={styles.keys}>{t('findings.intake.keys')}</span>
      </div>
    </form>
  )
}
