import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { linesQuery } from '../../api/lines.ts'
import { useMay } from '../../api/me.ts'
import { villagesQuery } from '../../api/villages.ts'
import { Field } from '../../fields/field.tsx'

type Props = {
  readonly villageIds: readonly string[]
  readonly lineIds: readonly string[]
  readonly onVillages: (ids: readonly string[]) => void
  readonly onLines: (ids: readonly string[]) => void
}

/** Villages and lines that somebody looks after. */
export function AreasField({ villageIds, lineIds, onVillages, onLines }: Props) {
  const { t } = useTranslation()
  const enabled = useMay('division.read') !== null
  const villages = useQuery({ ...villagesQuery, enabled })
  const lines = useQuery({ ...linesQuery, enabled })
  return (
    <>
      <Field label={t('members.form.villages')} optional={t('fields.optional')}>
        <Select
          mode="multiple"
          style={{ width: '100%' }}
          aria-label={t('members.form.villages')}
          value={[...villageIds]}
          onChange={(ids) => onVillages(ids)}
          showSearch={{ optionFilterProp: 'label' }}
          options={(villages.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      {(lines.data?.rows.length ?? 0) > 0 && (
        <Field label={t('members.form.lines')} optional={t('fields.optional')}>
          <Select
            mode="multiple"
            style={{ width: '100%' }}
            aria-label={t('members.form.lines')}
            value={[...lineIds]}
            onChange={(ids) => onLines(ids)}
            options={(lines.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
      )}
    </>
  )
}
