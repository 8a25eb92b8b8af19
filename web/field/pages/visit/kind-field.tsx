import type { VisitKind } from '@sifang/domain/visits'
import { useTranslation } from 'react-i18next'
import { SelectField } from '../../parts/field.tsx'

type Props = {
  readonly kinds: readonly VisitKind[]
  readonly value: VisitKind
  readonly onChange: (kind: VisitKind) => void
}

/** Which of the four visits it is; not asked where a role has one only. */
export function KindField({ kinds, value, onChange }: Props) {
  const { t } = useTranslation('field')
  if (kinds.length < 2) return null
  return (
    <SelectField
      label={t('visit.kind')}
      value={value}
      onChange={(next) => onChange(kinds.find((kind) => kind === next) ?? value)}
      options={kinds.map((kind) => ({ value: kind, label: t(`words.visitKind.${kind}`) }))}
    />
  )
}
