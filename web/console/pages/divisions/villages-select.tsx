import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { villagesQuery } from '../../api/villages.ts'

type Props = {
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
  /** Only villages outside this community. */
  readonly outside?: string
}

/** Some villages; beside each the community that it is in now. */
export function VillagesSelect({ value, onChange, outside }: Props) {
  const { t } = useTranslation()
  const { data } = useQuery(villagesQuery)
  // the list lies over the buttons: it closes with each choice and opens again by a letter or a click
  const [open, setOpen] = useState(false)
  return (
    <Select
      mode="multiple"
      style={{ width: '100%' }}
      aria-label={t('divisions.assign.label')}
      value={[...value]}
      onChange={onChange}
      open={open}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      showSearch={{ optionFilterProp: 'label' }}
      options={(data?.rows ?? [])
        .filter(({ communityId }) => outside === undefined || communityId !== outside)
        .map(({ id, name, communityName }) => ({
          value: id,
          label: communityName ? `${name}（${communityName}）` : name,
        }))}
    />
  )
}
