import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Kept, shrunk } from '../part/media.ts'
import { lookOf } from './button.tsx'
import { Icon } from './icons.tsx'
import styles from './media.module.css'
import { Notice } from './notice.tsx'

type Props = { readonly label: string; readonly onAdded: (photo: Kept) => void }

/** The camera, or a picture that is there already; shrunk on the phone. */
export function PhotoButton({ label, onAdded }: Props) {
  const { t } = useTranslation('field')
  const [failed, setFailed] = useState(false)
  return (
    <>
      <label className={`${lookOf({})} ${styles.pick}`}>
        <Icon name="camera" />
        <span>{label}</span>
        <input
          type="file"
          accept="image/*"
          capture="environment"
          className={styles.file}
          onChange={async (event) => {
            const input = event.target
            const [file] = input.files ?? []
            if (!file) return
            setFailed(false)
            await shrunk(file).then(onAdded, () => setFailed(true))
            // the same picture can be chosen again after it was taken away
            input.value = ''
          }}
        />
      </label>
      {failed && <Notice kind="wrong">{t('media.notAPicture')}</Notice>}
    </>
  )
}

type KeptProps = { readonly kept: readonly Kept[]; readonly onRemove: (id: string) => void }

/** What was taken so far, to be looked at, heard and taken away. */
export function KeptMedia({ kept, onRemove }: KeptProps) {
  const { t } = useTranslation('field')
  if (kept.length === 0) return null
  return (
    <ul className={styles.kept}>
      {kept.map((one, at) => (
        <li key={one.id}>
          <Shown of={one} label={t(one.kind === 'speech' ? 'media.speechNo' : 'media.photoNo', { no: at + 1 })} />
          <button
            type="button"
            className={styles.remove}
            aria-label={t(one.kind === 'speech' ? 'media.removeSpeech' : 'media.removePhoto', { no: at + 1 })}
            onClick={() => onRemove(one.id)}
          >
            <Icon name="remove" />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Shown({ of, label }: { readonly of: Kept; readonly label: string }) {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(of.content)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [of.content])
  if (of.kind === 'speech') {
    // biome-ignore lint/a11y/useMediaCaption: what somebody has just said themselves
    return <audio controls src={address} aria-label={label} className={styles.audio} />
  }
  return <img src={address} alt={label} className={styles.photo} />
}
