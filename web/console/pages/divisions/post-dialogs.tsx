import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changePost, type Line } from '../../api/lines.ts'
import type { Position } from '../../api/places.ts'
import { Field } from '../../fields/field.tsx'
import { EntryDialog } from '../place/entry-dialog.tsx'
import { PositionField } from '../places/position-field.tsx'
import { readKm } from './km-fields.tsx'

type Post = Line['posts'][number]
type FormProps = {
  readonly line: Line
  /** Null: a new one. */
  readonly post: Post | null
  readonly onClose: () => void
}

/** Which number stands on a post, and where it stands. */
export function PostForm({ line, post, onClose }: FormProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(post?.label ?? '')
  const [position, setPosition] = useState<Position | null>(
    post && { latitude: post.latitude, longitude: post.longitude },
  )
  const [asked, setAsked] = useState(false)
  const km = readKm(typed)
  return (
    <EntryDialog
      title={
        post
          ? t('divisions.postForm.moveTitle', { name: line.name, label: post.label })
          : t('divisions.postForm.addTitle', { name: line.name })
      }
      saveLabel={t(post ? 'divisions.postForm.move' : 'divisions.postForm.add')}
      stays={t('divisions.postForm.stays')}
      ready={km !== null && position !== null}
      onAsked={() => setAsked(true)}
      send={(entryId) => {
        const to = { km: km ?? 0, latitude: position?.latitude ?? 0, longitude: position?.longitude ?? 0 }
        const basedOn = line.version
        return changePost(
          line.id,
          entryId,
          post ? { kind: 'move', basedOn, km: post.km, to } : { kind: 'add', basedOn, ...to },
        )
      }}
      onClose={onClose}
    >
      <Field
        label={t('divisions.postForm.km')}
        hint={t('divisions.segmentForm.kmHint', { km: line.lengthKm })}
        problem={(asked || typed.trim() !== '') && km === null ? t('divisions.segmentForm.kmNeeded') : null}
      >
        <Input
          autoFocus
          aria-label={t('divisions.postForm.km')}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <Field
        label={t('divisions.postForm.position')}
        problem={asked && position === null ? t('divisions.postForm.positionNeeded') : null}
        group
      >
        <PositionField value={position} onChange={setPosition} near={position ?? nearestOf(line, km)} />
      </Field>
    </EntryDialog>
  )
}

/** Where the map opens for a new post: at the post whose number is nearest. */
function nearestOf(line: Line, km: number | null): Position | null {
  const wanted = km ?? 0
  const [nearest] = line.posts.toSorted((a, b) => Math.abs(a.km - wanted) - Math.abs(b.km - wanted))
  return nearest ?? null
}

type RemoveProps = { readonly line: Line; readonly post: Post; readonly onClose: () => void }

export function RemovePost({ line, post, onClose }: RemoveProps) {
  const { t } = useTranslation()
  return (
    <EntryDialog
      title={t('divisions.postForm.removeTitle', { name: line.name, label: post.label })}
      saveLabel={t('divisions.postForm.remove')}
      stays={t('divisions.postForm.stays')}
      danger
      ready
      send={(entryId) => changePost(line.id, entryId, { kind: 'remove', basedOn: line.version, km: post.km })}
      onClose={onClose}
    />
  )
}
