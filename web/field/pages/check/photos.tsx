import { checklistBounds } from '@sifang/domain/checklists'
import { useTranslation } from 'react-i18next'
import { useMedia } from '../../part/use-media.ts'
import { KeptMedia, PhotoButton } from '../../parts/photo-field.tsx'
import styles from './check.module.css'

type Props = {
  readonly label: string
  readonly hint: string | undefined
  readonly draftKey: string
  readonly ids: readonly string[]
  readonly onIds: (ids: readonly string[]) => void
}

/** A question that photos answer: they go with the check, before it is complete. */
export function Photos({ label, hint, draftKey, ids, onIds }: Props) {
  const { t } = useTranslation('field')
  const media = useMedia(draftKey, ids, onIds)
  return (
    <fieldset className={styles.photos}>
      <legend>{label}</legend>
      {hint !== undefined && <p>{hint}</p>}
      <KeptMedia kept={media.kept} onRemove={(id) => void media.remove(id)} />
      {ids.length < checklistBounds.photos && (
        <PhotoButton label={t('media.photo')} onAdded={(photo) => void media.add(photo)} />
      )}
    </fieldset>
  )
}
