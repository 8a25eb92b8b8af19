import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createCommunity } from '../../api/villages.ts'
import { Field } from '../../fields/field.tsx'
import { useAssign } from './assign.ts'
import { NewDivision } from './new-division.tsx'
import { VillagesSelect } from './villages-select.tsx'

/** A community is the station's own group of villages. */
export function NewCommunity({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [villages, setVillages] = useState<readonly string[]>([])
  const assign = useAssign()
  return (
    <NewDivision
      title={t('divisions.newCommunity')}
      lead={t('divisions.form.communityLead')}
      send={async (id, named) => {
        await createCommunity(id, named)
        await assign(id, villages)
      }}
      onClose={onClose}
    >
      <Field label={t('divisions.assign.label')} optional={t('fields.optional')}>
        <VillagesSelect value={villages} onChange={setVillages} />
      </Field>
    </NewDivision>
  )
}
