import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Checkbox, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Person, peopleQuery } from '../../../api/people.ts'
import { placeInShort } from '../../../api/place-search.ts'
import { ChoiceCards } from '../../../fields/choice-cards.tsx'
import { Field } from '../../../fields/field.tsx'
import { asks, type Intake, type Missing, wayOf } from './command.ts'
import { type Draft, sayers, ways } from './draft.ts'
import styles from './intake.module.css'

type Props = {
  readonly draft: Draft
  readonly intake: Intake
  readonly needed: (what: Missing) => string | undefined
  readonly onChange: (part: Partial<Draft>) => void
  readonly onFill: (part: Partial<Draft>) => void
}

/** Who said it: a member, who is credited and told; a resident, who is answered; nobody in particular. */
export function WhoField({ draft, intake, needed, onChange, onFill }: Props) {
  const { t } = useTranslation()
  const desk = intake.kind === 'desk'
  return (
    <>
      {desk && (
        <Field label={t('findings.intake.who')} group>
          <ChoiceCards
            dense
            label={t('findings.intake.who')}
            choices={sayers.map((one) => ({ value: one, label: t(`findings.intake.whoKinds.${one}`) }))}
            value={draft.who}
            onChange={(who) => onChange({ who })}
          />
        </Field>
      )}
      {desk && draft.who === 'member' && (
        <Field label={t('findings.intake.member')} hint={t('findings.intake.memberHint')} problem={needed('member')}>
          <ReporterField draft={draft} onChange={onChange} onFill={onFill} />
        </Field>
      )}
      {(!desk || draft.who === 'member') && (
        <Checkbox checked={draft.asksFor} onChange={(event) => onChange({ asksFor: event.target.checked })}>
          {t('findings.intake.asksFor')}
        </Checkbox>
      )}
      {asks(draft, intake) && (
        <div className={styles.resident}>
          <Field label={t('findings.intake.residentName')} optional={t('fields.optional')}>
            <Input
              aria-label={t('findings.intake.residentName')}
              autoComplete="off"
              maxLength={40}
              value={draft.name}
              onChange={(event) => onChange({ name: event.target.value })}
            />
          </Field>
          <Field label={t('findings.intake.residentPhone')} optional={t('fields.optional')} problem={needed('phone')}>
            <Input
              aria-label={t('findings.intake.residentPhone')}
              type="tel"
              autoComplete="off"
              maxLength={21}
              value={draft.phone}
              onChange={(event) => onChange({ phone: event.target.value })}
            />
          </Field>
          <p className={styles.hint}>{t('findings.intake.residentHint')}</p>
        </div>
      )}
      {desk && (
        <Field label={t('findings.intake.how')} group>
          <ChoiceCards
            dense
            label={t('findings.intake.how')}
            choices={ways.map((one) => ({ value: one, label: t(`findings.sources.${one}`) }))}
            value={wayOf(draft)}
            onChange={(way) => onChange({ way })}
          />
        </Field>
      )}
    </>
  )
}

type ReporterProps = Pick<Props, 'draft' | 'onChange' | 'onFill'>

/** Volunteers first; whoever has one village only has said it there, unless told. */
function ReporterField({ draft, onChange, onFill }: ReporterProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const people = useQuery(peopleQuery)
  const rows = (people.data ?? []).filter(({ role }) => role !== 'administrator' && role !== 'auditor')
  const sorted = rows.toSorted((one, other) => rank(one) - rank(other))

  const choose = async (reporterId: string | undefined) => {
    onChange({ reporterId: reporterId ?? null })
    const [village, further] = rows.find(({ id }) => id === reporterId)?.villages ?? []
    if (draft.place !== null || village === undefined || further !== undefined) return
    onFill({ place: await client.fetchQuery(placeInShort(village.id)) })
  }
  return (
    <Select
      style={{ width: '100%' }}
      size="large"
      allowClear
      aria-label={t('findings.intake.member')}
      placeholder={t('findings.intake.memberPlaceholder')}
      loading={people.isPending}
      value={draft.reporterId}
      onChange={(id: string | undefined) => void choose(id)}
      showSearch={{ optionFilterProp: 'label' }}
      options={sorted.map(({ id, name, role, villages }) => ({
        value: id,
        label: [name, t(`words.role.${role}`), ...villages.slice(0, 2).map((village) => village.name)].join(' '),
      }))}
    />
  )
}

const rank = ({ role }: Person): number => (role === 'volunteer' ? 0 : role === 'cadre' || role === 'partner' ? 1 : 2)
