import { placeKinds } from '@sifang/domain/places/kinds'
import { useTranslation } from 'react-i18next'
import { SelectField, TextField } from '../../parts/field.tsx'
import { asksName, type ReportDraft, topicsOf } from './report-draft.ts'

type Props = { readonly draft: ReportDraft; readonly onChange: (part: Partial<ReportDraft>) => void }

/** What it is about, where somebody wants to say it; and of base data what has changed. */
export function BaseDataFields({ draft, onChange }: Props) {
  const { t, i18n } = useTranslation('field')
  return (
    <>
      <SelectField
        label={t('report.topic')}
        value={draft.topic}
        onChange={(topic) => onChange({ topic: topicsOf(draft.kind).find((one) => one === topic) ?? '' })}
        options={[
          { value: '', label: t('report.topicOpen') },
          ...topicsOf(draft.kind).map((topic) => ({ value: topic, label: t(`words.topic.${topic}`) })),
        ]}
      />
      {asksName(draft) && (
        <TextField label={t('report.name')} value={draft.name} onChange={(name) => onChange({ name })} maxLength={60} />
      )}
      {draft.kind === 'base-data-change' && draft.topic === 'new' && (
        <SelectField
          label={t('report.placeKind')}
          value={draft.placeKind}
          onChange={(placeKind) => onChange({ placeKind })}
          options={placeKinds.map(({ kind, zh, en }) => ({ value: kind, label: i18n.language === 'en' ? en : zh }))}
        />
      )}
    </>
  )
}
