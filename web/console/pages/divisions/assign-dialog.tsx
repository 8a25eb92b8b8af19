import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Community } from '../../api/villages.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { useAssign } from './assign.ts'
import { VillagesSelect } from './villages-select.tsx'

type Props = { readonly community: Community; readonly onClose: () => void }

export function AssignDialog({ community, onClose }: Props) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const assign = useAssign()
  return (
    <EntryDialog
      title={t('divisions.assign.title', { name: community.name })}
      saveLabel={t('divisions.assign.save')}
      stays={t('divisions.assign.stays')}
      ready={chosen.length > 0}
      send={() => assign(community.id, chosen)}
      onClose={onClose}
    >
      <Field label={t('divisions.assign.label')} hint={t('divisions.assign.hint')}>
        <VillagesSelect value={chosen} onChange={setChosen} outside={community.id} />
      </Field>
    </EntryDialog>
  )
}
