import { visitKinds } from '@sifang/domain/visits'
import { Button, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Ask } from '../../api/policies.ts'
import { ChoiceChips } from '../../fields/choice-cards.tsx'
import { Field } from '../../fields/field.tsx'
import styles from './settings.module.css'

const police: Ask['presentRoles'] = ['chief', 'instructor', 'deputy', 'officer', 'auxiliary']
const present: Ask['presentRoles'] = [...police, 'volunteer', 'cadre', 'partner']

type Props = {
  readonly value: Ask
  readonly onChange: (part: Partial<Ask>) => void
  /** A campaign has one period: its days. */
  readonly campaign?: boolean
}

/** How many visits, of which kinds, with whom present. */
export function AskFields({ value, onChange, campaign = false }: Props) {
  const { t } = useTranslation()
  const visits = t(campaign ? 'settings.form.campaignVisits' : 'settings.form.visits')
  return (
    <>
      <Field label={visits}>
        <InputNumber
          aria-label={visits}
          min={1}
          max={31}
          precision={0}
          value={value.visits}
          onChange={(next) => onChange({ visits: next ?? 1 })}
        />
      </Field>
      <Field label={t('settings.form.visitKinds')} hint={t('settings.form.visitKindsHint')} group>
        <ChoiceChips
          label={t('settings.form.visitKinds')}
          choices={visitKinds.map((kind) => ({ value: kind, label: t(`words.visitKindShort.${kind}`) }))}
          value={value.visitKinds}
          onChange={(kinds) => onChange({ visitKinds: kinds })}
        />
      </Field>
      <Field label={t('settings.form.presentRoles')} hint={t('settings.form.presentRolesHint')} group>
        <ChoiceChips
          label={t('settings.form.presentRoles')}
          choices={present.map((role) => ({ value: role, label: t(`words.role.${role}`) }))}
          value={value.presentRoles}
          onChange={(presentRoles) => onChange({ presentRoles })}
        />
        <Button size="small" className={styles.quick ?? ''} onClick={() => onChange({ presentRoles: police })}>
          {t('settings.form.police')}
        </Button>
      </Field>
    </>
  )
}
