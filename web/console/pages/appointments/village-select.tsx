import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { villageChoices } from '../../api/choices.ts'

type Props = {
  readonly label: string
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

/** One of the station's villages. */
export function VillageSelect({ label, value, onChange }: Props) {
  const villages = useQuery(villageChoices)
  return (
    <Select
      style={{ width: '100%' }}
      aria-label={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      onChange={(next: string | null | undefined) => onChange(next ?? null)}
      options={(villages.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
