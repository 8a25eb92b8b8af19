import { newId } from '@sifang/client'
import {
  type FindingKind,
  findingKinds,
  findingTopics,
  isTopicOf,
  type Topic,
  urgencies,
} from '@sifang/domain/findings'
import { Input } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addAttachment, maxAttachmentBytes } from '../../../api/attachments.ts'
import { correctFinding } from '../../../api/findings.ts'
import { ChoiceCards } from '../../../fields/choice-cards.tsx'
import { Field } from '../../../fields/field.tsx'
import { knownKey } from '../../place/read-details.ts'
import { FilesField } from '../intake/files-field.tsx'
import { type FormProps, StepFrame } from './step-dialog.tsx'

/** 更正: what it really is; what was written first stays. */
export function CorrectForm(props: FormProps) {
  const { t } = useTranslation()
  const { followUp } = props
  const standing = followUp.findings.at(-1)
  const [kind, setKind] = useState<FindingKind>(knownKey(findingKinds, followUp.subject) ?? 'dispute')
  const [urgency, setUrgency] = useState(followUp.urgency)
  const [chosen, setTopic] = useState<Topic | null>(followUp.topic)
  const [words, setWords] = useState('')
  const [files, setFiles] = useState<readonly File[]>([])
  const fileIds = useRef(new Map<File, string>())
  const [asked, setAsked] = useState(false)
  const topic = chosen !== null && isTopicOf(kind, chosen) ? chosen : null
  const missing = words.trim().length < 2
  const fit = files.every(({ size }) => size <= maxAttachmentBytes)
  /** With the correction as its finding; what was given before stays as it was. */
  const sendFiles = async (findingId: string) => {
    for (const file of files) {
      const id = fileIds.current.get(file) ?? newId()
      fileIds.current.set(file, id)
      await addAttachment(followUp.id, id, file, { findingId })
    }
  }
  return (
    <StepFrame
      {...props}
      kind="corrected"
      width={620}
      ready={!missing && fit && topic !== null && standing !== undefined}
      onAsked={() => setAsked(true)}
      stays={t('followUps.form.correctStays')}
      send={async (id) => {
        await correctFinding(standing?.id ?? '', {
          id,
          basedOn: followUp.version,
          kind,
          urgency: kind === 'base-data-change' ? 'ordinary' : urgency,
          words: words.trim(),
          ...(topic === null ? {} : { topic }),
        })
        await sendFiles(id)
      }}
    >
      <Field label={t('followUps.form.kind')} group>
        <ChoiceCards
          dense
          label={t('followUps.form.kind')}
          choices={findingKinds.map((one) => ({ value: one, label: t(`findings.kinds.${one}`) }))}
          value={kind}
          onChange={setKind}
        />
      </Field>
      <Field
        label={t('followUps.form.topic')}
        problem={asked && topic === null ? t('followUps.form.needed.topic') : undefined}
        group
      >
        <ChoiceCards
          dense
          label={t('followUps.form.topic')}
          choices={findingTopics[kind].map((one: Topic) => ({ value: one, label: t(`findings.topics.${one}`) }))}
          value={topic ?? undefined}
          onChange={setTopic}
        />
      </Field>
      {kind !== 'base-data-change' && (
        <Field label={t('followUps.form.urgency')} group>
          <ChoiceCards
            dense
            label={t('followUps.form.urgency')}
            choices={urgencies.map((one) => ({ value: one, label: t(`findings.urgencies.${one}`) }))}
            value={urgency}
            onChange={setUrgency}
          />
        </Field>
      )}
      <Field
        label={t('followUps.form.correctedWords')}
        problem={asked && missing ? t('followUps.form.needed.words') : undefined}
      >
        <Input.TextArea
          autoFocus
          aria-label={t('followUps.form.correctedWords')}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={4000}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </Field>
      <FilesField files={files} onChange={setFiles} />
    </StepFrame>
  )
}
